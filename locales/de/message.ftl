### Eine geöffnete Nachricht.

message-actions = Aktionen für die Nachricht
message-reply = Antworten
message-reply-all = Allen antworten
message-forward = Weiterleiten
message-edit = Bearbeiten
message-back = Zurück zur Liste
message-newer = Neuere Nachricht
message-older = Ältere Nachricht
message-flag = Diese Nachricht markieren
message-to = an { $name }
message-to-nobody = an nicht genannte Empfänger
message-from-label = Von
message-to-label = An
message-cc-label = Cc
message-bcc-label = Bcc
message-reply-to-label = Antwort an
message-date-label = Datum
message-images = Externe Bilder
message-images-blocked = { $count ->
    [one] Ein externes Bild wurde zum Schutz Ihrer Privatsphäre blockiert.
   *[other] { $count } externe Bilder wurden zum Schutz Ihrer Privatsphäre blockiert.
}
message-attachments = { $count ->
    [one] Ein Anhang, { $size }
   *[other] { $count } Anhänge, { $size }
}
message-download-title = Herunterladen
message-content = Inhalt der Nachricht
message-empty = Diese Nachricht ist leer.
message-quoted = Zitierter Text
message-cut = Diese Nachricht ist sehr lang: Das Ende wird nicht angezeigt.
message-parts-cut = Diese Nachricht hat zu viele Teile: Die letzten werden nicht angezeigt.
