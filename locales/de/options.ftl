### Wie eine Nachricht gesendet wird.

options-title = Sendeoptionen
options-mdn = Lesebestätigung anfordern
options-mdn-hint = Der Empfänger kann sie verweigern (MDN).
options-dsn = Zustellbericht anfordern
options-dsn-hint = Vom Server bestätigt (DSN).
options-dsn-silent = Dieser Sendeserver gibt keine.
options-priority = Priorität
options-priority-highest = Höchste
options-priority-high = Hoch
options-priority-normal = Normal
options-priority-low = Niedrig
options-priority-lowest = Niedrigste
options-copy = Kopie behalten in
options-copy-none = Keine behalten
options-followup-to = Folgeantwort an
options-sent-silently = Nachricht gesendet. Der Sendeserver gibt keine Zustellberichte: Es wird keiner kommen.
options-keep = Formatierung beibehalten
options-keep-hint = Die Zeilen des Textes bleiben, wie Sie sie tippen.
