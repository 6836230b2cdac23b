### Anmeldung.

login-title = Anmelden
login-hello = Guten Tag.
login-lead = Melden Sie sich bei Ihrer E-Mail an.
login-demonstration = Dies ist eine Vorführung. Melden Sie sich als demo@demo.fr.fto oder claire@demo.fr.fto mit dem Passwort „demo“ an. Was Sie schreiben, verlässt diesen Rechner nicht.
login-user = Adresse
login-password = Passwort
login-show-password = Passwort anzeigen
login-submit = Anmelden
login-postmark-top = Facteur
login-postmark-bottom = Post von heute
login-wrong = Adresse oder Passwort ist falsch. { $count ->
    [0] Das war der letzte Versuch vor einer Pause.
    [one] Sie haben noch einen Versuch vor einer Pause.
   *[other] Sie haben noch { $count } Versuche vor einer Pause.
}
login-wait = Zu viele Versuche. { $count ->
    [0] Versuchen Sie es in weniger als einer Minute erneut.
    [one] Versuchen Sie es in einer Minute erneut.
   *[other] Versuchen Sie es in { $count } Minuten erneut.
}
login-server = Der Mailserver antwortet nicht. An Ihrem Passwort liegt es nicht; versuchen Sie es gleich noch einmal.
login-certificate = Die Identität des Mailservers ist nicht bestätigt: Ihr Passwort wurde nicht gesendet. Benachrichtigen Sie Ihre Administration.
login-name = Geben Sie Ihre Adresse und Ihr Passwort ein.
login-again = Ihre Sitzung ist abgelaufen. Melden Sie sich erneut an, um fortzufahren.
logged-out = Sie sind abgemeldet. Bis bald.
logged-out-cleared = Abgemeldet. Alte Nachrichten wurden gelöscht, wie Sie es wünschten.
logged-out-uncleared = Abgemeldet. Nicht alle alten Nachrichten konnten gelöscht werden; beim nächsten Abmelden wird es wieder versucht.
