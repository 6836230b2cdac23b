### The outbox: what was sent, what waits.

outbox-it-was-sent = It was sent: file it in Sent
outbox-send-again = Send it again anyway
outbox-filed = Message filed in Sent.
