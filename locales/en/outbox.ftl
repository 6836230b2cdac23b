### The outbox: what was sent, what waits.

outbox-it-was-sent = It was sent: file it in Sent
outbox-send-again = Send it again anyway
outbox-filed = Message filed in Sent.
outbox-title = Outbox
outbox-about = These messages are sent at the time given, even when you are signed out.
outbox-empty = Nothing waits
outbox-empty-sentence = Messages to be sent later, and those that could not be sent, are kept here.
outbox-count = { $count ->
    [one] , { $count } message waiting
   *[other] , { $count } messages waiting
}
outbox-due = To be sent: { $date }
outbox-going = Sending…
outbox-sending = { $count ->
    [0] Sending…
    [one] Sending in { $count } second.
   *[other] Sending in { $count } seconds.
}
outbox-undo = Undo send
outbox-waits = The message will be sent { $date }.
outbox-changed = The message will be sent { $date }.
outbox-called-back = Sending undone. The message is a draft again.
outbox-too-late = Too late for this message: it was sent, or no longer waits.
outbox-bad-time = Choose a date and time to come, within a year. Your text is kept.
outbox-take-back = Take back
outbox-send-now = Send now
outbox-change = Change the time
outbox-change-do = Change
outbox-time = Date and time
outbox-open = Open
outbox-later = Send later
outbox-later-do = Send at this time
outbox-in-an-hour = In an hour
outbox-this-evening = This evening
outbox-tomorrow = Tomorrow morning
outbox-on-monday = Monday morning
outbox-credentials = The message was not sent: the submission server refused your password, which has changed since. Send it now with the new one, or choose another time.
outbox-not-now = The message was not sent: for more than a day the submission server could not take it. Send it now, or choose another time.
outbox-unreachable = The message was not sent: for more than a day the submission server could not be reached. Send it now, or choose another time.
outbox-stopped = The message was not sent: sending stopped before the submission server had it. Take the draft back and send it again.
outbox-damaged = The message was not sent: what was ready can no longer be read. Take the draft back and send it again.
outbox-undo-question = Time to undo sending
outbox-undo-hint = For this time the message waits on the server; then it is sent, even if you close the page.
outbox-undo-off = None
outbox-undo-seconds = { $count } s
