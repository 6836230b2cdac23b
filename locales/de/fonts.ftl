### Schrift der Nachrichten.

composing-font = Schrift formatierter Nachrichten
composing-font-hint = Eine Schrift, die der Empfänger nicht hat, wird durch eine ähnliche ersetzt.
composing-font-none = Die des Empfängers
composing-font-arial = Arial
composing-font-calibri = Calibri
composing-font-verdana = Verdana
composing-font-tahoma = Tahoma
composing-font-trebuchet = Trebuchet MS
composing-font-georgia = Georgia
composing-font-times = Times New Roman
composing-font-courier = Courier New
composing-font-size = Schriftgröße
composing-font-points = { $count } Punkt
composing-list-replies = „Allen antworten“ bei einer Nachricht einer Mailingliste
composing-list-replies-hint = Die andere Antwort bleibt im Menü der Nachricht.
composing-list-replies-everybody = An alle
composing-list-replies-list = An die Liste
