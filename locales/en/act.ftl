### What is done with a message.

act-archive = Archive
act-delete = Delete
act-move = Move
act-move-to = Move/Copy…
act-move-title = Move/Copy to
act-move-here = Move
act-copy-here = Copy
act-filter-folders = Find a folder
act-mark = Mark
act-more = More
act-print = Print
act-export = Download (.eml)
act-source = View source
act-moved = { $count ->
    [one] Message moved to “{ $folder }”.
   *[other] { $count } messages moved to “{ $folder }”.
}
act-copied = { $count ->
    [one] Message copied to “{ $folder }”.
   *[other] { $count } messages copied to “{ $folder }”.
}
act-erased = { $count ->
    [one] Message deleted for good.
   *[other] { $count } messages deleted for good.
}
act-marked = { $count ->
    [one] Message marked.
   *[other] { $count } messages marked.
}
act-no-folder = That folder is gone or takes no messages: nothing was moved. Choose another one.
act-already-here = { $count ->
    [one] This message is in that folder already.
   *[other] These messages are in that folder already.
}
act-full = Your mailbox is full: nothing was moved. First delete messages that you no longer need.
act-refused = The mail server does not allow this here: nothing was changed.
act-not-kept = This folder does not keep this mark: nothing has changed. Move the message to another folder to give it the mark.
mark-seen = As read
mark-unseen = As unread
mark-flagged = As starred
mark-unflagged = Remove the star
mark-label-important = Important
mark-label-work = Work
mark-label-personal = Personal
mark-label-to-do = To do
mark-label-later = Later
erase-title = Delete for good
erase-question = { $count ->
    [one] Delete this message for good?
   *[other] Delete these { $count } messages for good?
}
erase-sentence = Nobody will be able to bring it back, not even your administrator.
erase-do = Delete for good
erase-cancel = Cancel
source-title = Message source
source-cut = Only the beginning is shown ({ $size }). Download the message to get the rest.
source-back = Back to the message
print-frame = Without scripts, print the content from a page of its own.
print-frame-link = Open the content alone
act-forward-inline = Forward in the text
