### Writing a message.

compose-title = Compose
compose-close = Close, the draft is kept
compose-send = Send
compose-save = Save
compose-attach = Attach
compose-discard = Delete the draft
compose-tools = Writing tools
compose-from = From
compose-to = To
compose-cc = Cc
compose-bcc = Bcc
compose-reply-to = Reply to
compose-more-recipients = Cc and Bcc
compose-subject = Subject
compose-body = Message
compose-attachments = Attachments
compose-side = Attachments of the message
compose-size = { $size } of { $limit }
compose-no-files = None yet, { $limit } in all at most.
compose-choose-files = Choose files
compose-or-drop = or drop them here
compose-attach-now = Attach the chosen files
compose-remove-file = Remove { $name }
compose-remove = Remove
compose-uploading = Uploading { $name }
compose-upload-failed = { $name } could not be attached.
compose-saved = Saved at { $time }
compose-saving = Saving…
compose-unsaved = Changes not saved
compose-save-failed = The draft could not be saved. Trying again in a moment.
compose-no-recipient = Give at least one recipient.
compose-bad-address = This address is not valid: { $address }
compose-address-incomplete = Incomplete address: the end is missing, for example “.com”.
compose-too-many-recipients = Too many recipients for one message.
compose-too-large = The message exceeds the limit of { $limit }.
compose-bad-subject = The subject has characters that cannot be sent.
compose-not-sent = The message was not sent.
compose-check-fields = The message was not sent. Correct what is marked below.
compose-sent = Message sent.
compose-sent-partly = Message sent, but refused for { $addresses }.
compose-refused-recipients = The message was not sent. The server refuses one or more addresses. Nobody received it, and the draft is saved.
compose-refused = The message was not sent. The submission server refused it; the draft is saved.
compose-not-now = The message was not sent. The submission server cannot take it now; try again in a few minutes. The draft is saved.
compose-unreachable = The message was not sent. The submission server is unreachable; try again in a moment. The draft is saved.
compose-unknown = The server did not say whether it took the message. Look in Sent before you send it again.
compose-copy-failed = Message sent. The copy could not be filed in Sent.
compose-conflict = This draft was changed elsewhere since you opened it. Your text is below; save or send to keep it.
compose-discarded = Draft deleted.
compose-attached = { $count ->
    [one] File attached.
   *[other] { $count } files attached.
}
