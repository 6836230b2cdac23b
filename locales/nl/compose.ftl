### Een bericht opstellen.

compose-title = Opstellen
compose-close = Sluiten, het concept blijft bewaard
compose-send = Verzenden
compose-save = Opslaan
compose-attach = Bijvoegen
compose-discard = Concept verwijderen
compose-tools = Schrijfhulpmiddelen
compose-from = Van
compose-to = Aan
compose-cc = Cc
compose-bcc = Bcc
compose-reply-to = Antwoord aan
compose-more-recipients = Cc en Bcc
compose-subject = Onderwerp
compose-body = Bericht
compose-attachments = Bijlagen
compose-side = Bijlagen van het bericht
compose-size = { $size } van { $limit }
compose-no-files = Nog geen, samen hoogstens { $limit }.
compose-choose-files = Bestanden kiezen
compose-or-drop = of hier neerzetten
compose-attach-now = Gekozen bestanden bijvoegen
compose-remove-file = { $name } verwijderen
compose-remove = Verwijderen
compose-uploading = { $name } wordt geüpload
compose-upload-failed = { $name } kon niet worden bijgevoegd.
compose-saved = Opgeslagen om { $time }
compose-saving = Bezig met opslaan…
compose-unsaved = Wijzigingen niet opgeslagen
compose-save-failed = Het concept kon niet worden opgeslagen. Er volgt zo een nieuwe poging.
compose-no-recipient = Vul minstens één ontvanger in.
compose-bad-address = Dit adres is niet geldig: { $address }
compose-address-incomplete = Onvolledig adres: het einde ontbreekt, bijvoorbeeld ‘.nl’.
compose-too-many-recipients = Te veel ontvangers voor één bericht.
compose-too-large = Het bericht is groter dan de limiet van { $limit }.
compose-bad-subject = Het onderwerp bevat tekens die niet verzonden kunnen worden.
compose-not-sent = Het bericht is niet verzonden.
compose-check-fields = Het bericht is niet verzonden. Verbeter wat hieronder is aangegeven.
compose-sent = Bericht verzonden.
compose-sent-partly = Bericht verzonden, maar geweigerd voor { $addresses }.
compose-refused-recipients = Het bericht is niet verzonden. De server weigert een of meer adressen. Niemand heeft het ontvangen; het concept is opgeslagen.
compose-refused = Het bericht is niet verzonden. De verzendserver heeft het geweigerd; het concept is opgeslagen.
compose-not-now = Het bericht is niet verzonden. De verzendserver kan het nu niet aannemen; probeer het over enkele minuten opnieuw. Het concept is opgeslagen.
compose-unreachable = Het bericht is niet verzonden. De verzendserver is onbereikbaar; probeer het zo dadelijk opnieuw. Het concept is opgeslagen.
compose-unknown = De server heeft niet gezegd of het bericht is aangenomen. Kijk in Verzonden voordat u het opnieuw verzendt.
compose-copy-failed = Bericht verzonden. De kopie kon niet in Verzonden worden gezet.
compose-conflict = Dit concept is elders gewijzigd sinds u het opende. Uw tekst staat hieronder; sla op of verzend om die te behouden.
compose-discarded = Concept verwijderd.
compose-attached = { $count ->
    [one] Bestand bijgevoegd.
   *[other] { $count } bestanden bijgevoegd.
}
