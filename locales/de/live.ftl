### Was kommt, während man hinsieht.

live-new = { $count ->
    [one] { $count } neue Nachricht
   *[other] { $count } neue Nachrichten
}
live-denied = Ihr Browser lässt keine Benachrichtigungen dieser Seite zu. Erlauben Sie sie in seinen Einstellungen und versuchen Sie es noch einmal.
live-heading = Neue Nachrichten
live-check-every = Ordner abfragen, die der Server nicht von selbst meldet
live-minutes = { $count ->
    [one] jede Minute
   *[other] alle { $count } Minuten
}
live-never = nur mit der Schaltfläche Aktualisieren
live-all-folders = Alle diese Ordner abfragen
live-all-folders-hint = Sonst werden nur der Posteingang und der offene Ordner abgefragt.
live-title = Zahl der ungelesenen Nachrichten im Tab
live-notify = Benachrichtigungen auf dem Desktop
live-notify-hint = Für Nachrichten im Posteingang, solange ein Tab offen bleibt.
live-content = Absender und Betreff darin zeigen
live-content-hint = Sie sind auch auf einem gesperrten Bildschirm zu sehen. Sonst wird nur die Zahl der Nachrichten genannt.
live-sound = Ton
live-yes = Ja
live-no = Nein
