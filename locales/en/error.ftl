### Error pages.

error-title = Error
error-not-found = Return to sender: not at this address
error-not-found-sentence = This page or message no longer exists. It may have been moved or deleted.
error-message-gone = This message is no longer here
error-message-gone-sentence = It was moved or deleted, perhaps from another device. Its folder is still there.
error-forged = Nothing was done
error-forged-sentence = The form is too old or does not come from this page. Go back, reload the page, then try again.
error-too-large = That is too large
error-too-large-sentence = What was sent exceeds the size allowed. Nothing that was already saved is lost.
error-bad-request = Request not understood
error-bad-request-sentence = The address or the form is incomplete. Go back, then try again.
error-mail-server = The mail server does not answer
error-mail-server-sentence = Your messages are safe there. Try again in a moment.
error-mail-server-certificate = The mail server’s identity is not confirmed
error-mail-server-certificate-sentence = Its certificate is not valid, so the connection was cut before your password was sent. Tell your administrator.
error-timeout = That takes too long
error-timeout-sentence = The page could not be prepared in time. Try again in a moment.
error-internal = Something went wrong on our side
error-internal-sentence = Try again; if it goes on, give the reference below to your administrator.
error-retry = Try again
error-code = Error { $status }
error-code-reference = Error { $status }, ref. { $reference }
error-postmark-top = Not at
error-postmark-bottom = this address
error-postmark-middle = Return
