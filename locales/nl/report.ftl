### Een rapport over een verzonden bericht: bezorgd of niet, gelezen of niet.

report-message = Uw bericht ‘{ $subject }’
report-message-unnamed = Uw bericht
report-failed = { $message } kon niet worden bezorgd bij { $address }: { $reason }.
report-delayed = { $message } is nog niet bezorgd bij { $address }: { $reason }. De server probeert het opnieuw, u hoeft niets te doen.
report-delivered = { $message } is bezorgd bij { $address }.
report-relayed = { $message } is onderweg naar { $address }; de volgende server stuurt geen bevestiging.
report-expanded = { $message } is bezorgd bij { $address }, dat het aan anderen heeft doorgegeven.
report-displayed = { $message } is geopend door { $address }.
report-deleted = { $message } is verwijderd door { $address }, misschien zonder te zijn gelezen.
report-processed = { $message } is verwerkt bij { $address }; niets zegt dat het is gelezen.
report-somebody = de ontvanger
report-because-unknown-address = het adres bestaat niet
report-because-unknown-domain = het domein bestaat niet of ontvangt geen post
report-because-disabled = de mailbox is gesloten
report-because-full = de mailbox is vol
report-because-too-large = het bericht is te groot
report-because-refused = de server van de ontvanger weigert het
report-because-unreachable = de server van de ontvanger antwoordt niet
report-because-unsaid = de server gaf geen reden die Facteur begrijpt
report-said = Antwoord van de server:
report-said-by = Antwoord van { $server }:
report-original = Het oorspronkelijke bericht openen
report-original-header = De oorspronkelijke headers downloaden
report-whole = Het volledige rapport downloaden
report-title = Bezorgrapport
