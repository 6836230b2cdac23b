### Invitations and attached contacts.

invitation-from = Invitation from { $name }
invitation-published = Event announced by { $name }
invitation-added = { $name } adds a date to a series
invitation-called-off = Called off by { $name }
invitation-refresh = { $name } asks for the latest version of the invitation
invitation-counter = { $name } proposes something else
invitation-counter-declined = { $name } did not take your proposal
invitation-they-accepted = { $name } has accepted
invitation-they-tentative = { $name } may come
invitation-they-declined = { $name } has declined
invitation-they-delegated = { $name } sends somebody else
invitation-they-answered = { $name } has answered
invitation-somebody = Somebody
invitation-untitled = Untitled event
invitation-when = When
invitation-here = Here
invitation-where = Where
invitation-repeats = Repeated
invitation-organizer = Organizer
invitation-people-count = { $count ->
    [one] { $count } person invited
   *[other] { $count } people invited
}
invitation-people-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
invitation-status-accepted = comes
invitation-status-tentative = perhaps
invitation-status-declined = does not come
invitation-status-delegated = sends somebody else
invitation-status-none = no answer
invitation-description = Description
invitation-comment-label = Comment
invitation-others = Other dates
invitation-others-more = { $count ->
    [one] One more event of this message is not shown.
   *[other] { $count } more events of this message are not shown.
}
invitation-cancelled = This event is called off.
invitation-over = This event is over.
invitation-you-accepted = You have accepted.
invitation-you-tentative = You have answered “maybe”.
invitation-you-declined = You have declined.
invitation-yours = You organize this event.
invitation-stranger = Your address { $address } is not among those invited.
invitation-stranger-answer = Answer under this address all the same
invitation-other-sender = This message comes from { $sender } but speaks for { $name }. If in doubt, ask that person before you answer.
invitation-no-answer = This invitation does not say whom to answer, or your login is no address: it cannot be answered from here.
invitation-accept = Accept
invitation-maybe = Maybe
invitation-decline = Decline
invitation-add-comment = Add a comment
invitation-comment-field = Comment for the organizer
invitation-sent = Your answer to the invitation was sent.
invitation-sent-no-copy = Your answer to the invitation was sent. Its copy is not in Sent yet.
invitation-under-way = Your answer to the invitation is on its way. You will soon find it in Sent.
invitation-unknown = The server did not say whether it took your answer. Look into Sent before you answer again; your comment is kept below.
invitation-not-sent = Your answer was not sent: the sending server does not take it now. Your comment is kept below; try again in a few minutes.
invitation-refused = Your answer was not sent: the sending server refuses it ({ $reason }). Your comment is kept below.
invitation-credentials = Your answer was not sent: the sending server does not accept your password. Your comment is kept below; sign in again, then try again.
invitation-nothing = This message has no invitation that you can answer. Nothing was sent.
invitation-not-sent-title = Answer not sent
invitation-back = Back to the message
invitation-in-zone = { $when } ({ $zone })
invitation-zone-paris = Paris time
invitation-zone-brussels = Brussels time
invitation-zone-amsterdam = Amsterdam time
invitation-zone-berlin = Berlin time
invitation-zone-london = London time
invitation-zone-luxembourg = Luxembourg time
invitation-zone-zurich = Zurich time
invitation-zone-rome = Rome time
invitation-zone-new-york = New York time
invitation-zone-other = time zone { $name }
invitation-at = { $day } at { $time }
invitation-from-to = { $day } from { $start } to { $end }
invitation-span = from { $first } at { $start } to { $last } at { $end }
invitation-day = { $day }, all day
invitation-days = from { $first } to { $last }
invitation-every-day = { $count ->
    [one] every day
   *[other] every { $count } days
}
invitation-every-week = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
invitation-every-month = { $count ->
    [one] every month
   *[other] every { $count } months
}
invitation-every-year = { $count ->
    [one] every year
   *[other] every { $count } years
}
invitation-on-day = on { $weekday }
invitation-on-nth = { $number ->
    [1] on the first { $weekday }
    [2] on the second { $weekday }
    [3] on the third { $weekday }
    [4] on the fourth { $weekday }
    [5] on the fifth { $weekday }
   *[other] on the last { $weekday }
}
invitation-and = { $first } and { $last }
invitation-until = until { $day }
invitation-times = { $count ->
    [one] once
   *[other] { $count } times
}
invitation-repeated = on several dates
invitation-subject-accepted = Accepted: { $name }
invitation-subject-tentative = Maybe: { $name }
invitation-subject-declined = Declined: { $name }
invitation-letter-accepted = { $name } has accepted the invitation “{ $event }”.
invitation-letter-tentative = { $name } may come: “{ $event }”.
invitation-letter-declined = { $name } has declined the invitation “{ $event }”.
cards-attached = { $count ->
    [one] One contact attached
   *[other] { $count } contacts attached
}
cards-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
cards-add = Add to my contacts
cards-all-known = In your contacts already.
cards-without-address = Without an e-mail address: nothing to add.
cards-added = { $added ->
    [one] One contact added.
   *[other] { $added } contacts added.
} { $known ->
    [0] {""}
    [one] One more was there already.
   *[other] { $known } more were there already.
}
cards-added-here = { $count ->
    [one] One contact was added, to your personal addresses: the server of the other book did not take it.
   *[other] { $count } contacts were added, all or some of them to your personal addresses: the server of the other book did not take them all.
}
cards-none-added = No contact to add: they are there already, or have no e-mail address.
