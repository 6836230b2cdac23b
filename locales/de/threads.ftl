### Unterhaltungen in der Liste.

settings-threads = Listen nach Unterhaltung gruppieren
settings-threads-hint = Die Nachrichten eines Austauschs stehen in einer Zeile. Was Sie über einer Liste wählen, gilt für diesen Ordner vorrangig.
settings-unfold = In der Liste aufgeklappte Unterhaltungen
settings-unfold-never = Zunächst keine
settings-unfold-unread = Die mit etwas Neuem
settings-unfold-all = Alle
settings-real-names = Die echten Namen der Ordner anzeigen
settings-real-names-hint = Ordner heißen wie auf dem Server, zum Beispiel „Drafts“ statt „Entwürfe“. Der Posteingang behält seinen Namen.
list-unfold = Unterhaltung aufklappen: { $name }
list-fold = Unterhaltung zuklappen: { $name }
