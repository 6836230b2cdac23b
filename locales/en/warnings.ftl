### What speaks against the sender of a message.

warning-lookalike = Probable phishing. The sender’s address imitates other letters: { $domain } is really { $ascii }.
warning-like-own = Probable phishing. The sender writes from { $domain }, which looks like your domain { $own } and is not.
warning-named-falsely = Probable phishing. The sender shows “{ $shown }” but writes from { $address }.
warning-named-otherwise = The sender shows “{ $shown }” but writes from { $address }.
warning-links = { $count ->
    [one] A link shows { $shown } but leads to { $target }.
   *[other] { $count } links show another address than they lead to: { $shown } leads to { $target }.
}
warning-links-label = Links turned off
warning-links-dead = The links in this message are turned off to protect you.
warning-links-show = Show anyway
warning-unconfirmed = Your mail server could not confirm that this message comes from { $domain }. Make sure in another way before you open a link or answer.
warning-reply-elsewhere = An answer would go to { $address }, which is not of the sender’s domain.
people-verified = Verified sender
people-verified-by = Your mail server confirmed that this message comes from { $name }.
people-add = Add to contacts
