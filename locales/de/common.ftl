### Was jede Seite umgibt.

app-name = Facteur
app-home = Facteur, Startseite
skip-to-content = Zum Inhalt springen
nav-main = Hauptnavigation
nav-mail = Post
nav-compose = Verfassen
nav-folders = Ordner
nav-main-folders = Posteingang und Hauptordner
nav-logout = Abmelden
nav-account = Konto:
nav-language = Sprache
notice-close = Schließen
folder-inbox = Posteingang
folder-drafts = Entwürfe
folder-sent = Gesendet
folder-archive = Archiv
folder-junk = Spam
folder-trash = Papierkorb
folder-all = Alle Nachrichten
folder-flagged = Markiert
folder-unseen = , { $count ->
    [one] { $count } ungelesen
   *[other] { $count } ungelesen
}
folder-messages = , { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
problem-network = Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.
problem-server = Der Server konnte nicht antworten. Versuchen Sie es gleich noch einmal.
problem-gone = Diese Nachricht ist nicht mehr hier. Aktualisieren Sie die Liste.
size-octets = { $size } B
size-kilo = { $size } KB
size-mega = { $size } MB
size-giga = { $size } GB
