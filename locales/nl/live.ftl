### Wat er komt terwijl men kijkt.

live-new = { $count ->
    [one] { $count } nieuw bericht
   *[other] { $count } nieuwe berichten
}
live-denied = Uw browser staat geen meldingen van deze site toe. Sta ze toe in de instellingen van de browser en probeer het opnieuw.
live-heading = Nieuwe berichten
live-check-every = Mappen controleren die de server niet zelf meldt
live-minutes = { $count ->
    [one] elke minuut
   *[other] om de { $count } minuten
}
live-never = alleen met de knop Vernieuwen
live-all-folders = Al deze mappen controleren
live-all-folders-hint = Anders worden alleen het postvak IN en de open map gecontroleerd.
live-title = Aantal ongelezen berichten in het tabblad
live-notify = Meldingen op het bureaublad
live-notify-hint = Voor berichten in het postvak IN, zolang een tabblad open blijft.
live-content = Afzender en onderwerp erin tonen
live-content-hint = Ze zijn ook op een vergrendeld scherm te zien. Anders wordt alleen het aantal berichten gemeld.
live-sound = Geluid
live-yes = Ja
live-no = Nee
