### De postbus UIT: wat verzonden is, wat wacht.

outbox-it-was-sent = Het is verzonden: in Verzonden plaatsen
outbox-send-again = Toch opnieuw verzenden
outbox-filed = Bericht in Verzonden geplaatst.
