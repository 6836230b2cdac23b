### A message attached to another one.

embedded-in = Message attached to “{ $subject }”
embedded-in-unnamed = Message attached to a message without subject
embedded-back = Back to the message
embedded-save = Download
embedded-packed-cut = A part of what Outlook packed into this message could not be read: the original file is attached as it is.
