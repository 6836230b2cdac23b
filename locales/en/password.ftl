### The password.

password-title = Password
password-about = The password of your mail, here and in your programs and telephones.
password-elsewhere = Your password is not changed in this webmail.
password-ask = Ask your administrator.
password-change = Change the password
password-rules = At least { $count } characters; a phrase is easy to remember and hard to guess. Your other sessions will be closed. Then type the new password into your programs and telephones.
password-old = Current password
password-new = New password
password-again = New password, once more
password-submit = Change the password
password-changed = Password changed. Your other sessions were closed; this one goes on.
password-changed-untaken = Password changed, but your mail server does not take the new one yet. Your other sessions were closed. If your messages do not show in a few minutes, tell your administrator.
password-short = This is too short: it takes at least { $count } characters.
password-long = This is too long: { $count } octets at most.
password-control = A password is on one line, without invisible characters.
password-same = This is the current password: choose another one.
password-is-name = Your address is no password: it can be guessed.
password-differs = This is not the same as above.
password-refused = The server does not accept this password. Choose another one, longer or more varied.
password-refused-because = The server does not accept this password: { $name }
password-old-refused = The service that changes passwords refuses your current password. Nothing was changed; tell your administrator.
password-failed = The password could not be changed: the old one is still valid. Try again later or tell your administrator.
password-unclear = Nobody knows whether the password was changed: the service did not answer in time, and your mail server does not take the new one for now. Keep both, try again in a few minutes or tell your administrator.
