### De ontvangers van een bericht.

recipients-title = Ontvangers
recipients-collecting = Onthouden aan wie ik schrijf
recipients-collecting-hint = Ze worden voorgesteld wanneer u een adres typt. Uw contacten altijd.
recipients-personal = Persoonlijk
recipients-recent = Recent
recipients-directory = Adreslijst
recipients-group = Groep
recipients-members = { $count ->
    [one] { $count } persoon
   *[other] { $count } personen
}
recipients-suggested = { $count ->
    [0] Geen voorstel
    [one] { $count } voorstel
   *[other] { $count } voorstellen
}
recipients-invalid = Dit is geen volledig adres: { $address }. Er ontbreekt bijvoorbeeld “@voorbeeld.nl”.
recipients-lookalike = Controleer het adres: { $domain } bootst andere letters na, het is in werkelijkheid { $ascii }.
recipients-remove = { $name } verwijderen
recipients-twice = { $name } staat al in “{ $field }”.
recipients-moved = { $name } staat nu in “{ $field }”.
recipients-added = { $name } staat in “{ $field }”.
recipients-removed = { $name } staat niet meer in “{ $field }”.
recipients-move = Naar “{ $name }” verplaatsen
recipients-edit = Bewerken
recipients-suggestions = Voorstellen
recipients-more-rows = Antwoorden aan, vervolg naar
recipients-book = Adresboek
recipients-search = Contact zoeken
recipients-look = Zoeken
recipients-nobody = Niemand gevonden. Contacten en mensen aan wie u schrijft, worden hier voorgesteld.
recipients-add-to = { $name } in Aan zetten
recipients-add-cc = { $name } in Cc zetten
recipients-add-bcc = { $name } in Bcc zetten
recipients-letters = Het bericht is niet verzonden. Deze verzendserver aanvaardt geen letters met accenten vóór de “@”: { $addresses }. Vraag deze persoon om een ander adres. Het concept is opgeslagen.
recipients-letters-partly = Bericht verzonden aan de andere ontvangers. Deze verzendserver aanvaardt geen letters met accenten vóór de “@”: { $addresses }. Vraag deze persoon om een ander adres en stuur het bericht door vanuit Verzonden.
