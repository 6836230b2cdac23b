### A message attached to another one.

embedded-in = Message attached to “{ $subject }”
embedded-in-unnamed = Message attached to a message without subject
embedded-back = Back to the message
embedded-save = Download
embedded-open = Open
