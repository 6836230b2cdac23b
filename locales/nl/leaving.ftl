### Wat er bij het afmelden gebeurt.

leaving-title = Bij het afmelden
leaving-trash = Prullenbak legen
leaving-junk = Ongewenste berichten legen
leaving-hint = Wat zo wordt verwijderd, komt niet terug. De dag van ontvangst telt: een oud bericht dat u vandaag weggooit, gaat ook.
leaving-never = Nooit
leaving-all = Helemaal
leaving-days = Berichten die meer dan { $count } dagen geleden zijn aangekomen
