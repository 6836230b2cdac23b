### The second factor.

code-title = Your code
code-lead = The password of { $name } is right. What remains is the code of your app.
code-label = Code
code-hint = The six digits that your app shows, or one of the recovery codes that you wrote down.
code-other = Sign in otherwise
code-wrong = This code is not the right one, or was used before. { $count ->
    [0] That was the last try before a pause.
    [one] You have one try left before a pause.
   *[other] You have { $count } tries left before a pause.
}
factor-title = Two-step sign-in
factor-about = After the password, a code that your telephone alone can give.
factor-none = Two-step sign-in is off: your password alone opens your mail here.
factor-begin = Switch on
factor-begin-hint = You need an authenticator app on your telephone or computer (Aegis, FreeOTP, Google Authenticator, KeePassXC…). First type your password.
factor-begin-do = Begin
factor-scan = Add this account to your app
factor-scan-hint = Point your authenticator app at this code.
factor-picture = QR code for the authenticator app
factor-typed = Without a camera, type this key:
factor-confirm = Confirm
factor-confirm-hint = Your other sessions will be closed: each will ask for a code at the next sign-in.
factor-code = Code that the app shows
factor-either-code = Code of the app, or a recovery code
factor-code-needed = Type a code.
factor-on-do = Switch on
factor-codes-made = Two-step sign-in is on. Write these recovery codes down: they will not be shown again.
factor-others-open = It is not certain that all your other sessions are closed. Open “Sessions and logins” and close those that are left.
factor-codes = Recovery codes
factor-codes-hint = Each takes the place of the app’s code once, should you lose your telephone. Print them or keep them in a safe place, not in this mailbox.
factor-codes-kept = I wrote them down
factor-since = Two-step sign-in is on since { $name }.
factor-codes-left = { $count ->
    [0] You have no recovery code left. Make new ones.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
factor-renew-hint = New codes take the place of those that you wrote down. Your password and a code are asked for.
factor-renew-do = Make new codes
factor-switch-off = Switch off
factor-switch-off-hint = Your password alone will do again. The key and the recovery codes are erased.
factor-off-do = Switch off
factor-is-off = Two-step sign-in is off.
factor-limits = What it protects
factor-limits-hint = It protects signing in to these pages. Programs and telephones that read your mail by IMAP ask for the password alone. Without telephone and recovery code, ask your administrator to switch it off.
factor-password-needed = Type your password.
factor-too-late = This key is no longer valid. Begin again: you will get a new one.
factor-wrong-code = This code is not one of this key. Wait for the next, and check the telephone’s clock.
