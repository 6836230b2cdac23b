### The settings of writing.

composing-title = Composing
composing-about = These settings hold for all messages that you begin. Each can also be changed while writing.
composing-answers = Answering
composing-quoting = When I answer
composing-quoting-below = Write below the quoted message
composing-quoting-above = Write above the quoted message
composing-quoting-above-whole = Write above the message as it is
composing-quoting-nothing = Do not quote
composing-quote-signatures = Quote the sender’s signature as well
composing-beside = File my reply in the folder of the message
composing-beside-hint = The copy of a reply joins the message that it answers, instead of going to Sent. A reply to a message in Trash or Spam stays in Sent.
composing-signature = Signature
composing-signing = Add my signature
composing-signing-hint = Each identity has its own, under “Identities”.
composing-signing-always = To all messages
composing-signing-new = To new messages only
composing-signing-answers = To answers and forwards only
composing-signing-never = Never
composing-signature-place = Where the signature stands
composing-signature-words = Right after what I write
composing-signature-end = At the very end, after the quoted message
composing-sending = Ask by default
composing-encoding = Encoding
composing-7bit = Send 7-bit characters only
composing-7bit-hint = For old servers: text is encoded as quoted-printable, and an attached message with accents goes as a mere file.
composing-yes = Yes
composing-no = No
composing-writing = Writing
composing-editor = Write HTML
composing-editor-hint = An HTML message always has its text as well.
composing-editor-never = Never
composing-editor-always = Always
composing-editor-reply = When answering an HTML message
composing-editor-answer = When answering or forwarding an HTML message
composing-editor-but-plain = Always, except when answering a text message
composing-separator = Put a separator above it
composing-separator-hint = “-- ”, which mail programs recognize.
composing-own-window = Write in a new window
composing-autosave = Save the draft by itself
composing-autosave-seconds = Every { $count } seconds
composing-autosave-minutes = { $count ->
    [one] Every minute
   *[other] Every { $count } minutes
}
composing-autosave-never = Never
composing-forwarding = Forward
composing-forwarding-inline = In the text
composing-forwarding-attached = As an attachment
