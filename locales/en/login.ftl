### Signing in.

login-title = Sign in
login-hello = Hello.
login-lead = Sign in to your mail.
login-demonstration = This is a demonstration. Sign in as demo@demo.fr.fto or claire@demo.fr.fto with the password “demo”. What you write does not leave this machine.
login-user = Address
login-password = Password
login-show-password = Show the password
login-submit = Sign in
login-postmark-top = Facteur
login-postmark-bottom = Today’s mail
login-wrong = Wrong address or password. { $count ->
    [0] That was the last try before a pause.
    [one] One try left before a pause.
   *[other] { $count } tries left before a pause.
}
login-wait = Too many tries. { $count ->
    [0] Try again in less than a minute.
    [one] Try again in a minute.
   *[other] Try again in { $count } minutes.
}
login-server = The mail server does not answer. Your password is not the reason; try again in a moment.
login-certificate = The mail server’s identity is not confirmed: your password was not sent. Tell your administrator.
login-name = Enter your address and your password.
login-again = Your session has expired. Sign in again to continue.
logged-out = You are signed out. See you soon.
logged-out-cleared = Signed out. Old messages were deleted as you asked.
logged-out-uncleared = Signed out. Not all old messages could be deleted; the next time you sign out this is tried again.
