### How a message is sent.

options-title = Sending options
options-mdn = Ask for a read receipt
options-mdn-hint = The recipient may refuse (MDN).
options-dsn = Ask for a delivery notification
options-dsn-hint = Confirmed by the server (DSN).
options-dsn-silent = This sending server gives none.
options-priority = Priority
options-priority-highest = Highest
options-priority-high = High
options-priority-normal = Normal
options-priority-low = Low
options-priority-lowest = Lowest
options-copy = Keep a copy in
options-copy-none = Do not keep one
options-followup-to = Follow-up to
options-sent-silently = Message sent. The sending server gives no delivery notifications: none will come.
options-keep = Keep formatting
options-keep-hint = The lines of the text stay as you type them.
