### Fehlerseiten.

error-title = Fehler
error-not-found = Empfänger unbekannt verzogen
error-not-found-sentence = Diese Seite oder Nachricht gibt es nicht mehr. Vielleicht wurde sie verschoben oder gelöscht.
error-message-gone = Diese Nachricht ist nicht mehr hier
error-message-gone-sentence = Sie wurde verschoben oder gelöscht, vielleicht auf einem anderen Gerät. Der Ordner ist noch da.
error-forged = Es wurde nichts ausgeführt
error-forged-sentence = Das Formular ist zu alt oder kommt nicht von dieser Seite. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-too-large = Das ist zu groß
error-too-large-sentence = Die Übertragung überschreitet die erlaubte Größe. Was schon gespeichert war, ist nicht verloren.
error-bad-request = Anfrage nicht verstanden
error-bad-request-sentence = Die Adresse oder das Formular ist unvollständig. Gehen Sie zurück und versuchen Sie es noch einmal.
error-mail-server = Der Mailserver antwortet nicht
error-mail-server-sentence = Ihre Nachrichten sind dort sicher. Versuchen Sie es gleich noch einmal.
error-mail-server-certificate = Die Identität des Mailservers ist nicht bestätigt
error-mail-server-certificate-sentence = Sein Zertifikat ist nicht gültig; die Verbindung wurde getrennt, bevor Ihr Passwort gesendet wurde. Benachrichtigen Sie Ihre Administration.
error-timeout = Das dauert zu lange
error-timeout-sentence = Die Seite konnte nicht rechtzeitig erstellt werden. Versuchen Sie es gleich noch einmal.
error-internal = Bei uns ist etwas schiefgegangen
error-internal-sentence = Versuchen Sie es noch einmal; wenn es so bleibt, nennen Sie Ihrer Administration die Referenz unten.
error-retry = Noch einmal versuchen
error-code = Fehler { $status }
error-code-reference = Fehler { $status }, Ref. { $reference }
error-postmark-top = Empfänger
error-postmark-bottom = unbekannt
error-postmark-middle = Zurück
