### Die Dateien einer Nachricht.

files-open = Öffnen:
files-download = { $name } herunterladen
files-all = Alle herunterladen
files-show-all = Alle { $count } Dateien anzeigen
files-show-less = Weniger Dateien anzeigen
files-zip-name = Anhänge
files-pictures = Bilder der Nachricht
files-back = Zurück zur Nachricht
files-others = Dateien der Nachricht
files-previous = Vorige Datei: { $name }
files-next = Nächste Datei: { $name }
files-about = { $size }, { $place } von { $count }
files-text-cut = Dieser Text ist lang: Nur sein Anfang wird angezeigt ({ $size }). Laden Sie die Datei herunter, um alles zu lesen.
files-empty = Diese Datei ist leer.
files-no-preview = Diese Datei kann hier nicht angezeigt werden.
files-no-preview-sentence = Laden Sie sie herunter, um sie in einem anderen Programm zu öffnen, wenn Sie wissen, von wem sie kommt.
files-pdf-hint = Nichts zu sehen? Ihr Browser liest kein PDF: Laden Sie die Datei herunter.
