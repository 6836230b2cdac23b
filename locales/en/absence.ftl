### The absence message.

absence-title = Absence message
absence-about = An automatic answer goes to each person who writes to you. Mailing lists and automatic messages get none.
absence-not-offered = Your mail server cannot send automatic answers.
absence-is-active = Active now.
absence-notice = Absence message active.
absence-is-ahead = Scheduled.
absence-is-over = Ended.
absence-over-means = No answer is sent any more.
absence-from-to = From { $start } to { $end }.
absence-from = From { $start }.
absence-to = Until { $end }.
absence-without-end = Until you stop it.
absence-moment = { $day } at { $time }
absence-switch-off = Switch off
absence-loses-mail = Messages are deleted after the answer and go nowhere else: they are lost.
absence-when = When
absence-on = On
absence-period = Period
absence-period-hint = Without a time, both days belong to it as a whole. Without an end, it stays on until you stop it.
absence-no-period = Your mail server cannot read dates: switch the message on when you leave, and off when you are back.
absence-start = From
absence-end = To
absence-at = at
absence-every = Answer the same person
absence-once = Once during the absence
absence-every-days = { $count ->
    [one] Once a day
   *[other] Every { $count } days
}
absence-every-minutes = { $count ->
    [one] Every minute
   *[other] Every { $count } minutes
}
absence-every-usual = As the server has it
absence-answer = Answer
absence-sender = Sender address
absence-sender-usual = The one that got the message
absence-subject = Subject
absence-subject-hint = Left empty, it is made of the subject of the message.
absence-text = Text
absence-addresses = Your other addresses
absence-addresses-hint = A message is answered only if it is addressed to you by name: add the addresses whose mail arrives in this mailbox.
absence-mail = Messages that come during the absence
absence-then = What to do with messages
absence-keep = Keep them in the inbox
absence-copy = Keep them, and send a copy to another address
absence-redirect = Send them to another address, without keeping them here
absence-discard = Delete them
absence-discard-hint = After the automatic answer. Not advised: they are lost.
absence-to-whom = Address
absence-to-whom-hint = For a copy, or to send them to another address.
absence-kept = Absence message saved.
absence-kept-off = Absence message saved. It is not active.
absence-no-date = This is no date. Write it as 2026-12-24, and the time as 18:00.
absence-ends-before = The end is before the beginning. Correct one of the two dates.
absence-no-text = Write the text of the answer.
absence-long-text = The text is too long. Shorten it to 64 KB.
absence-long-subject = The subject is too long. Shorten it to 500 characters.
absence-one-address = Write one address and no more, for example office@example.org.
