### Die Spalten der Liste.

columns-title = Spalten der Liste
columns-order = Was eine Zeile zeigt, der Reihe nach
columns-hint = Wenn die Liste breit ist und jede Nachricht in einer Zeile steht. Der Betreff ist immer dabei.
columns-place = Spalte { $count }
columns-save = Spalten speichern
column-none = Keine
column-from = Absender
column-subject = Betreff
column-marks = Stern, Anhang
column-date = Datum
column-to = Empfänger
column-size = Größe
