### An open message.

message-actions = Actions on the message
message-reply = Reply
message-reply-all = Reply to all
message-forward = Forward
message-edit = Edit
message-back = Back to the list
message-newer = Newer message
message-older = Older message
message-flag = Star this message
message-to = to { $name }
message-to-nobody = to undisclosed recipients
message-from-label = From
message-to-label = To
message-cc-label = Cc
message-bcc-label = Bcc
message-reply-to-label = Reply to
message-date-label = Date
message-images = Remote images
message-images-blocked = { $count ->
    [one] One remote image blocked to protect your privacy.
   *[other] { $count } remote images blocked to protect your privacy.
}
message-attachments = { $count ->
    [one] One attachment, { $size }
   *[other] { $count } attachments, { $size }
}
message-download-title = Download
message-content = Content of the message
message-empty = This message is empty.
message-quoted = Quoted text
message-cut = This message is very long: its end is not shown.
message-parts-cut = This message has too many parts: the last ones are not shown.
