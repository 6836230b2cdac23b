### Eine Nachricht, die an einer anderen hängt.

embedded-in = Nachricht im Anhang von „{ $subject }“
embedded-in-unnamed = Nachricht im Anhang einer Nachricht ohne Betreff
embedded-back = Zurück zur Nachricht
embedded-save = Herunterladen
embedded-packed-cut = Ein Teil dessen, was Outlook in diese Nachricht gepackt hat, konnte nicht gelesen werden: Die ursprüngliche Datei hängt unverändert an.
