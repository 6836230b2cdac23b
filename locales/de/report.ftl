### Ein Bericht über eine gesendete Nachricht: zugestellt oder nicht, gelesen oder nicht.

report-message = Ihre Nachricht „{ $subject }“
report-message-unnamed = Ihre Nachricht
report-failed = { $message } konnte { $address } nicht zugestellt werden: { $reason }.
report-delayed = { $message } ist { $address } noch nicht zugestellt: { $reason }. Der Server versucht es weiter, Sie müssen nichts tun.
report-delivered = { $message } wurde { $address } zugestellt.
report-relayed = { $message } ist auf dem Weg zu { $address }; der nächste Server schickt keine Bestätigung.
report-expanded = { $message } wurde { $address } zugestellt und von dort an andere weitergegeben.
report-displayed = { $message } wurde von { $address } geöffnet.
report-deleted = { $message } wurde von { $address } gelöscht, vielleicht ungelesen.
report-processed = { $message } wurde bei { $address } verarbeitet; ob sie gelesen wurde, ist nicht bekannt.
report-somebody = ihrem Empfänger
report-because-unknown-address = die Adresse gibt es nicht
report-because-unknown-domain = die Domain gibt es nicht, oder sie nimmt keine Post an
report-because-disabled = das Postfach ist geschlossen
report-because-full = das Postfach ist voll
report-because-too-large = die Nachricht ist zu groß
report-because-refused = der Server des Empfängers lehnt sie ab
report-because-unreachable = der Server des Empfängers antwortet nicht
report-because-unsaid = der Server nannte keinen Grund, den Facteur versteht
report-said = Antwort des Servers:
report-said-by = Antwort von { $server }:
report-original = Die ursprüngliche Nachricht öffnen
report-original-header = Die ursprünglichen Kopfzeilen herunterladen
report-whole = Den ganzen Bericht herunterladen
report-title = Zustellbericht
