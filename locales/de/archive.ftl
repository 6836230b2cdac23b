### Wie das Archiv geordnet ist.

archive-by = Archivierte Nachrichten ordnen
archive-by-nothing = Alle im Archivordner
archive-by-year = Nach Jahr (2026)
archive-by-month = Nach Jahr und Monat (2026 / 11)
archive-by-year-month = Nach Jahr und Monat, wie Thunderbird (2026 / 2026-11)
archive-by-sender = Nach Absender
archive-by-folder = Nach ursprünglichem Ordner
archive-by-folder-year = Nach ursprünglichem Ordner und Jahr
archive-by-folder-month = Nach ursprünglichem Ordner, Jahr und Monat
archive-done = { $count ->
    [one] Nachricht in „{ $folder }“ archiviert.
   *[other] { $count } Nachrichten in „{ $folder }“ archiviert.
}
archive-done-folders = { $count } Nachrichten in { $folders } Ordnern von „{ $folder }“ archiviert.
