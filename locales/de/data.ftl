### Alle Daten einer Person in einer Datei.

data-title = Alle meine Daten
data-about = Ihre E-Mail, Ihre Kontakte und Ihre Einstellungen in einer einzigen Zip-Datei, um sie aufzubewahren oder mitzunehmen.
data-within = Was darin ist
data-within-mail = Jeder Ihrer Ordner, als mbox-Datei, die Thunderbird, Mail und dieses Webmail lesen können.
data-within-contacts = Jedes Ihrer Adressbücher, als vCard-Datei.
data-within-settings = Ihre Einstellungen, Ihr Wörterbuch, vertrauenswürdige Absender, Identitäten, Signaturen und Textbausteine, als Datei, die unter Export und Import wieder eingelesen wird.
data-within-script = Das Skript, das Ihre E-Mail filtert, und in einem eigenen Ordner die anderen Skripte des Servers.
data-within-logins = Der Verlauf Ihrer Anmeldungen der letzten 90 Tage.
data-without = Sie enthält kein Passwort, keine Ordner, die andere freigeben, und keine Nachricht, die auf den Versand wartet. Bewahren Sie sie an einem sicheren Ort auf.
data-download = Alle meine Daten herunterladen
data-patience = Die Datei entsteht, während sie heruntergeladen wird; Ihr Browser zeigt, wie weit es ist. Ein großes Postfach braucht Zeit.
data-too-many = Es laufen bereits zwei Downloads Ihrer Daten. Warten Sie, bis einer davon endet, oder brechen Sie ihn in Ihrem Browser ab, und versuchen Sie es dann noch einmal.
data-file = meine-daten
data-mail = E-Mail
data-contacts = Kontakte
data-personal = Persönliches Adressbuch
data-collected = Gesammelte Adressen
data-script = filter
data-logins = anmeldungen
data-read-me-name = Lies mich
data-read-me = Die Daten von { $name }, wie sie während dieses Herunterladens waren.
data-left-out = Was fehlt:
data-gone = { $name }: { $count ->
    [one] { $count } Nachricht inzwischen verschwunden
   *[other] { $count } Nachrichten inzwischen verschwunden
}
data-unread = { $name }: { $count ->
    [one] { $count } Nachricht, die der Server nicht vollständig lieferte
   *[other] { $count } Nachrichten, die der Server nicht vollständig lieferte
}
data-unmarked = { $name }: { $count ->
    [one] { $count } Nachricht, die da ist, ohne Eingangszeit und Markierungen (gelesen, mit Stern, Schlagwörter)
   *[other] { $count } Nachrichten, die da sind, ohne Eingangszeit und Markierungen (gelesen, mit Stern, Schlagwörter)
}
data-unasked = { $name }: { $count ->
    [one] { $count } Nachricht, die nicht mehr abgefragt wurde, weil der Server zu oft die Verbindung trennte oder zu langsam war
   *[other] { $count } Nachrichten, die nicht mehr abgefragt wurden, weil der Server zu oft die Verbindung trennte oder zu langsam war
}
data-view = { $name }: Ansicht von Nachrichten anderer Ordner und von solchen ohne Ordner
