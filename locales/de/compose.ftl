### Eine Nachricht verfassen.

compose-title = Verfassen
compose-close = Schließen, der Entwurf bleibt erhalten
compose-send = Senden
compose-save = Speichern
compose-attach = Anhängen
compose-discard = Entwurf löschen
compose-tools = Schreibwerkzeuge
compose-from = Von
compose-to = An
compose-cc = Cc
compose-bcc = Bcc
compose-reply-to = Antwort an
compose-more-recipients = Cc und Bcc
compose-subject = Betreff
compose-body = Nachricht
compose-attachments = Anhänge
compose-side = Anhänge der Nachricht
compose-size = { $size } von { $limit }
compose-no-files = Noch keine, insgesamt höchstens { $limit }.
compose-choose-files = Dateien auswählen
compose-or-drop = oder hier ablegen
compose-attach-now = Ausgewählte Dateien anhängen
compose-remove-file = { $name } entfernen
compose-remove = Entfernen
compose-uploading = { $name } wird hochgeladen
compose-upload-failed = { $name } konnte nicht angehängt werden.
compose-saved = Gespeichert um { $time }
compose-saving = Wird gespeichert…
compose-unsaved = Änderungen nicht gespeichert
compose-save-failed = Der Entwurf konnte nicht gespeichert werden. Gleich folgt ein neuer Versuch.
compose-no-recipient = Geben Sie mindestens einen Empfänger an.
compose-bad-address = Diese Adresse ist nicht gültig: { $address }
compose-address-incomplete = Unvollständige Adresse: Es fehlt das Ende, zum Beispiel „.de“.
compose-too-many-recipients = Zu viele Empfänger für eine Nachricht.
compose-too-large = Die Nachricht überschreitet die Grenze von { $limit }.
compose-bad-subject = Der Betreff enthält Zeichen, die nicht gesendet werden können.
compose-not-sent = Die Nachricht wurde nicht gesendet.
compose-check-fields = Die Nachricht wurde nicht gesendet. Berichtigen Sie, was unten markiert ist.
compose-sent = Nachricht gesendet.
compose-sent-partly = Nachricht gesendet, aber abgelehnt für { $addresses }.
compose-refused-recipients = Die Nachricht wurde nicht gesendet. Der Server lehnt eine oder mehrere Adressen ab. Niemand hat sie erhalten; der Entwurf ist gespeichert.
compose-refused = Die Nachricht wurde nicht gesendet. Der Postausgangsserver hat sie abgelehnt; der Entwurf ist gespeichert.
compose-not-now = Die Nachricht wurde nicht gesendet. Der Postausgangsserver kann sie gerade nicht annehmen; versuchen Sie es in einigen Minuten erneut. Der Entwurf ist gespeichert.
compose-unreachable = Die Nachricht wurde nicht gesendet. Der Postausgangsserver ist nicht erreichbar; versuchen Sie es gleich noch einmal. Der Entwurf ist gespeichert.
compose-unknown = Der Server hat nicht gesagt, ob er die Nachricht angenommen hat. Sehen Sie in „Gesendet“ nach, bevor Sie sie erneut senden.
compose-copy-failed = Nachricht gesendet. Die Kopie konnte nicht in „Gesendet“ abgelegt werden.
compose-conflict = Dieser Entwurf wurde anderswo geändert, seit Sie ihn geöffnet haben. Ihr Text steht unten; speichern oder senden Sie, um ihn zu behalten.
compose-discarded = Entwurf gelöscht.
compose-attached = { $count ->
    [one] Datei angehängt.
   *[other] { $count } Dateien angehängt.
}
