### Spam or not, and what the filter learns from it.

spam-mark = Spam
spam-clear = Not spam
spam-here = This message is in the spam folder.
spam-not-learned = { $moved } The spam filter could not learn: { $reason }
spam-goes-on = { $moved } The spam filter is still learning.
spam-filter-away = it does not answer. Tell your administrator if this lasts.
spam-filter-credentials = it refuses access. Tell your administrator.
spam-filter-refused = it did not want the message.
spam-filter-too-large = the message is too large for it.
spam-filter-too-many = only the first { $count } messages were shown to it.
spam-filter-unfound = the mail server does not say where the message is now.
spam-filter-no-address = your login is no address to write to it from.
spam-filter-busy = it is learning from many other messages. It will learn from the next one.
spam-not-learned-late = The spam filter could not learn what you told it: { $reason } The messages themselves were moved.
