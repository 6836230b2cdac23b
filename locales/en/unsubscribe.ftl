### Leaving a mailing list from an open message.

unsubscribe-title = Unsubscribe
unsubscribe-to-host = The request will be sent to { $name }. The sender will know that somebody reads this address.
unsubscribe-send = Unsubscribe me
unsubscribe-by-mail = This list is left by a message to { $name }. You can read it before you send it.
unsubscribe-write = Prepare the message
unsubscribe-on-page = This list is left on a page of { $name }. The sender will know that somebody reads this address.
unsubscribe-open = Open the page
unsubscribe-taken = { $name } has received your request to unsubscribe. A few messages may still arrive.
unsubscribe-refused = { $name } did not accept the request to unsubscribe. Look for a link to unsubscribe in the message.
unsubscribe-unreachable = { $name } did not answer: the request to unsubscribe may not have arrived. Try again later.
unsubscribe-not-offered = This message does not allow unsubscribing directly. Nothing was sent; look for a link to unsubscribe in the message.
