### Alle gegevens van een persoon in een bestand.

data-title = Al mijn gegevens
data-about = Uw mail, uw contacten en uw instellingen in één zipbestand, om ze te bewaren of elders heen te gaan.
data-within = Wat erin zit
data-within-mail = Elk van uw mappen, als mbox-bestand dat Thunderbird, Mail en deze webmail kunnen lezen.
data-within-contacts = Elk van uw adresboeken, als vCard-bestand.
data-within-settings = Uw instellingen, woordenboek, vertrouwde afzenders, identiteiten, handtekeningen en antwoorden, als bestand dat bij exporteren en importeren weer wordt ingelezen.
data-within-script = Het script dat uw mail filtert, en in een aparte map de andere scripts van de server.
data-within-logins = De geschiedenis van uw aanmeldingen van de laatste 90 dagen.
data-without = Het bevat geen wachtwoord, geen mappen die anderen delen en geen berichten die op verzending wachten. Bewaar het op een veilige plaats.
data-download = Al mijn gegevens downloaden
data-patience = Het bestand wordt gemaakt terwijl het wordt gedownload; uw browser toont hoever het is. Een grote mailbox vraagt tijd.
data-too-many = Er lopen al twee downloads van uw gegevens. Wacht tot een ervan klaar is, of annuleer die in uw browser, en probeer het dan opnieuw.
data-file = mijn-gegevens
data-mail = Mail
data-contacts = Contacten
data-personal = Persoonlijk adresboek
data-collected = Verzamelde adressen
data-script = filter
data-logins = aanmeldingen
data-read-me-name = Lees mij
data-read-me = De gegevens van { $name }, zoals ze waren tijdens deze download.
data-left-out = Wat ontbreekt:
data-gone = { $name }: { $count ->
    [one] { $count } bericht intussen verdwenen
   *[other] { $count } berichten intussen verdwenen
}
data-unread = { $name }: { $count ->
    [one] { $count } bericht dat de server niet volledig gaf
   *[other] { $count } berichten die de server niet volledig gaf
}
data-unmarked = { $name }: { $count ->
    [one] { $count } bericht dat er is, zonder wanneer het aankwam en zonder markeringen (gelezen, ster, labels)
   *[other] { $count } berichten die er zijn, zonder wanneer ze aankwamen en zonder markeringen (gelezen, ster, labels)
}
data-unasked = { $name }: { $count ->
    [one] { $count } bericht dat niet meer is opgevraagd, omdat de server te vaak de verbinding verbrak of traag was
   *[other] { $count } berichten die niet meer zijn opgevraagd, omdat de server te vaak de verbinding verbrak of traag was
}
data-view = { $name }: weergave van berichten uit andere mappen en van berichten zonder map
