### Wat tegen de afzender van een bericht spreekt.

warning-lookalike = Waarschijnlijk phishing. Het adres van de afzender bootst andere letters na: { $domain } is in werkelijkheid { $ascii }.
warning-like-own = Waarschijnlijk phishing. De afzender schrijft vanuit { $domain }, dat op uw domein { $own } lijkt maar het niet is.
warning-named-falsely = Waarschijnlijk phishing. De afzender toont ‘{ $shown }’, maar schrijft vanuit { $address }.
warning-named-otherwise = De afzender toont ‘{ $shown }’, maar schrijft vanuit { $address }.
warning-links = { $count ->
    [one] Een link toont { $shown }, maar leidt naar { $target }.
   *[other] { $count } links tonen een ander adres dan waar ze heen leiden: { $shown } leidt naar { $target }.
}
warning-links-label = Uitgeschakelde links
warning-links-dead = De links in dit bericht zijn uitgeschakeld om u te beschermen.
warning-links-show = Toch tonen
warning-unconfirmed = Uw mailserver kon niet bevestigen dat dit bericht van { $domain } komt. Ga het anders na voor u een link opent of antwoordt.
warning-reply-elsewhere = Een antwoord zou naar { $address } gaan, dat niet van het domein van de afzender is.
people-verified = Geverifieerde afzender
people-verified-by = Uw mailserver heeft bevestigd dat dit bericht van { $name } komt.
people-add = Aan contacten toevoegen
