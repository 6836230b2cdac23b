### Open sessions and logins.

sessions-title = Sessions and logins
sessions-about = Where you are signed in, and who signed in to your mail here or tried to.
sessions-open = Open sessions
sessions-this = this session
sessions-agent = { $browser } on { $system }
sessions-agent-unknown = Unknown browser
sessions-since = opened { $name }
sessions-used = used { $name }
sessions-close = Close
sessions-close-one = Close the session of { $name }
sessions-close-others = Close the other sessions
sessions-alone = No other session is open.
sessions-awaited = Somebody typed your password and has given no code yet. If it is not you, close the other sessions and change your password.
sessions-wait-ended = The login that waited for a code is cancelled. No other session was open.
sessions-closed = { $count ->
    [0] No other session was open.
    [one] Session closed. The text that was being written there stays in the drafts.
   *[other] { $count } sessions closed. Texts that were being written there stay in the drafts.
}
sessions-logins = Latest logins
sessions-logins-hint = Logins of the last 90 days that went well or were refused, fifty of each at most. If you do not recognize one that went well, close the other sessions and change your password. Programs and telephones that read your mail are not listed.
sessions-no-logins = No login has been noted yet.
sessions-in = went well
sessions-refused = refused
sessions-half = password right, code asked for
sessions-no-code = code refused
