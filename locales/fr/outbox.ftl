### La boîte d’envoi : ce qui est parti, ce qui attend.

outbox-it-was-sent = Il est parti : le ranger dans Envoyés
outbox-send-again = Renvoyer quand même
outbox-filed = Message rangé dans Envoyés.
