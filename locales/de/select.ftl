### Mehrere Nachrichten einer Liste auswählen.

select-title = Auswählen
select-row = Auswählen:
select-page = Die ganze Seite
select-unread = Die ungelesenen der Seite
select-others = Auswahl umkehren
select-none = Nichts
select-some = Auswahl
select-count = { $count } ausgewählt
select-all = Alle { $count } des Ordners
select-all-found = Alle { $count } gefundenen
select-all-threads = Alle { $count } Unterhaltungen des Ordners
select-clear = Auswahl aufheben
select-actions = Aktionen für die Auswahl
list-actions = Aktionen der Liste
select-label = Schlagwort geben
select-unlabel = Schlagwort entfernen
