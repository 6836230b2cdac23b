### Der Postausgang: was gesendet wurde, was wartet.

outbox-it-was-sent = Sie wurde gesendet: in Gesendet ablegen
outbox-send-again = Trotzdem noch einmal senden
outbox-filed = Nachricht in Gesendet abgelegt.
