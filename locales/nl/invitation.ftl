### Uitnodigingen en bijgevoegde contacten.

invitation-from = Uitnodiging van { $name }
invitation-published = Afspraak aangekondigd door { $name }
invitation-added = { $name } voegt een datum toe aan een reeks
invitation-called-off = Afgezegd door { $name }
invitation-refresh = { $name } vraagt om de laatste versie van de uitnodiging
invitation-counter = { $name } stelt iets anders voor
invitation-counter-declined = { $name } heeft uw voorstel niet overgenomen
invitation-they-accepted = { $name } heeft geaccepteerd
invitation-they-tentative = { $name } komt misschien
invitation-they-declined = { $name } heeft afgeslagen
invitation-they-delegated = { $name } stuurt iemand anders
invitation-they-answered = { $name } heeft geantwoord
invitation-somebody = Iemand
invitation-untitled = Afspraak zonder titel
invitation-when = Wanneer
invitation-here = Hier
invitation-where = Waar
invitation-repeats = Herhaling
invitation-organizer = Organisatie
invitation-people-count = { $count ->
    [one] { $count } persoon uitgenodigd
   *[other] { $count } personen uitgenodigd
}
invitation-people-more = { $count ->
    [one] en nog iemand
   *[other] en nog { $count }
}
invitation-status-accepted = komt
invitation-status-tentative = misschien
invitation-status-declined = komt niet
invitation-status-delegated = stuurt iemand anders
invitation-status-none = geen antwoord
invitation-description = Beschrijving
invitation-comment-label = Opmerking
invitation-others = Andere data
invitation-others-more = { $count ->
    [one] Nog één afspraak uit dit bericht wordt niet getoond.
   *[other] Nog { $count } afspraken uit dit bericht worden niet getoond.
}
invitation-cancelled = Deze afspraak gaat niet door.
invitation-over = Deze afspraak is voorbij.
invitation-you-accepted = U hebt geaccepteerd.
invitation-you-tentative = U hebt ‘misschien’ geantwoord.
invitation-you-declined = U hebt afgeslagen.
invitation-yours = U organiseert deze afspraak.
invitation-stranger = Uw adres { $address } staat niet bij de genodigden.
invitation-stranger-answer = Toch antwoorden met dit adres
invitation-other-sender = Dit bericht komt van { $sender }, maar spreekt namens { $name }. Vraag het bij twijfel eerst aan die persoon.
invitation-no-answer = Deze uitnodiging zegt niet aan wie u kunt antwoorden, of uw gebruikersnaam is geen adres: antwoorden kan hier niet.
invitation-accept = Accepteren
invitation-maybe = Misschien
invitation-decline = Afslaan
invitation-add-comment = Opmerking toevoegen
invitation-comment-field = Opmerking voor de organisator
invitation-sent = Uw antwoord op de uitnodiging is verzonden.
invitation-sent-no-copy = Uw antwoord op de uitnodiging is verzonden. De kopie staat nog niet in Verzonden.
invitation-under-way = Uw antwoord op de uitnodiging is onderweg. U vindt het straks in Verzonden.
invitation-unknown = De server heeft niet gezegd of hij uw antwoord heeft aangenomen. Kijk in Verzonden voordat u opnieuw antwoordt; uw opmerking staat hieronder nog.
invitation-not-sent = Uw antwoord is niet verzonden: de verzendserver neemt het nu niet aan. Uw opmerking staat hieronder nog; probeer het over enkele minuten opnieuw.
invitation-refused = Uw antwoord is niet verzonden: de verzendserver weigert het ({ $reason }). Uw opmerking staat hieronder nog.
invitation-credentials = Uw antwoord is niet verzonden: de verzendserver aanvaardt uw wachtwoord niet. Uw opmerking staat hieronder nog; meld u opnieuw aan en probeer het dan weer.
invitation-nothing = Dit bericht heeft geen uitnodiging die u kunt beantwoorden. Er is niets verzonden.
invitation-not-sent-title = Antwoord niet verzonden
invitation-back = Terug naar het bericht
invitation-in-zone = { $when } ({ $zone })
invitation-zone-paris = tijd in Parijs
invitation-zone-brussels = tijd in Brussel
invitation-zone-amsterdam = tijd in Amsterdam
invitation-zone-berlin = tijd in Berlijn
invitation-zone-london = tijd in Londen
invitation-zone-luxembourg = tijd in Luxemburg
invitation-zone-zurich = tijd in Zürich
invitation-zone-rome = tijd in Rome
invitation-zone-new-york = tijd in New York
invitation-zone-other = tijdzone { $name }
invitation-at = { $day } om { $time }
invitation-from-to = { $day } van { $start } tot { $end }
invitation-span = van { $first } om { $start } tot { $last } om { $end }
invitation-day = { $day }, de hele dag
invitation-days = van { $first } tot en met { $last }
invitation-every-day = { $count ->
    [one] elke dag
   *[other] om de { $count } dagen
}
invitation-every-week = { $count ->
    [one] elke week
   *[other] om de { $count } weken
}
invitation-every-month = { $count ->
    [one] elke maand
   *[other] om de { $count } maanden
}
invitation-every-year = { $count ->
    [one] elk jaar
   *[other] om de { $count } jaar
}
invitation-on-day = op { $weekday }
invitation-on-nth = { $number ->
    [1] op de eerste { $weekday }
    [2] op de tweede { $weekday }
    [3] op de derde { $weekday }
    [4] op de vierde { $weekday }
    [5] op de vijfde { $weekday }
   *[other] op de laatste { $weekday }
}
invitation-and = { $first } en { $last }
invitation-until = tot { $day }
invitation-times = { $count ->
    [one] één keer
   *[other] { $count } keer
}
invitation-repeated = op meerdere data
invitation-subject-accepted = Geaccepteerd: { $name }
invitation-subject-tentative = Misschien: { $name }
invitation-subject-declined = Afgeslagen: { $name }
invitation-letter-accepted = { $name } heeft de uitnodiging ‘{ $event }’ geaccepteerd.
invitation-letter-tentative = { $name } komt misschien: ‘{ $event }’.
invitation-letter-declined = { $name } heeft de uitnodiging ‘{ $event }’ afgeslagen.
cards-attached = { $count ->
    [one] Eén contact bijgevoegd
   *[other] { $count } contacten bijgevoegd
}
cards-more = { $count ->
    [one] en nog één
   *[other] en nog { $count }
}
cards-add = Aan mijn contacten toevoegen
cards-all-known = Staat al in uw contacten.
cards-without-address = Zonder e-mailadres: niets toe te voegen.
cards-added = { $added ->
    [one] Eén contact toegevoegd.
   *[other] { $added } contacten toegevoegd.
} { $known ->
    [0] {""}
    [one] Eén stond er al in.
   *[other] { $known } stonden er al in.
}
cards-added-here = { $count ->
    [one] Er is één contact toegevoegd, aan uw persoonlijke adresboek: de server van het andere heeft het niet aangenomen.
   *[other] Er zijn { $count } contacten toegevoegd, geheel of gedeeltelijk aan uw persoonlijke adresboek: de server van het andere heeft ze niet allemaal aangenomen.
}
cards-none-added = Geen contact toe te voegen: ze staan er al in of hebben geen e-mailadres.
