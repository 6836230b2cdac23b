### The list of a folder’s messages.

list-unread = { $count ->
    [one] { $count } unread
   *[other] { $count } unread
}
list-no-message = no messages
list-refresh = Refresh
list-messages = Messages
list-no-subject = (no subject)
list-nobody = (no sender)
list-row-unread = Unread.
list-row-answered = Answered.
list-row-forwarded = Forwarded.
list-row-flagged = Starred.
list-row-attachment = Attachment.
list-row-draft = Draft.
list-row-deleted = Marked as deleted.
list-pages = Pages
list-range = { $first } to { $last } of { $total }
list-newer = Previous page
list-older = Next page
list-newest = First page
list-oldest = Last page
list-empty = All delivered.
list-empty-sentence = New messages will appear here.
list-empty-folder = Nothing here.
list-empty-folder-sentence = This folder has no messages.
list-empty-postmark-top = All
list-empty-postmark-bottom = delivered
list-to = To { $name }
