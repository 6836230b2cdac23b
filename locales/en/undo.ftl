### Taking back what was just done.

act-undo = Undo
act-gone = { $count ->
    [one] This message is no longer there: nothing has changed.
   *[other] These messages are no longer there: nothing has changed.
}
act-cut = The mail server no longer answers. Refresh the list to see what was done.
act-unsure = The connection to the mail server was cut while this was being done. Look into the destination folder before you try again: the messages may be there already.
act-partly = { $done } { $left } are left: { $why }
act-why-full = your mailbox is full.
act-why-refused = the mail server does not allow it.
act-why-no-folder = the folder does not exist any more, or another one has taken its name.
act-why-gone = they are no longer there.
act-why-cut = the mail server does not answer any more, and the last ones may be done already. Refresh the list before you try again.
act-why-unsure = the connection was cut. Look into the destination folder before you try again: some may be there already.
undo-back = { $count ->
    [one] Message put back into “{ $folder }”.
   *[other] { $count } messages put back into “{ $folder }”.
}
undo-back-some = { $count ->
    [one] { $count } message of { $of } put back into “{ $folder }”: the others are no longer there.
   *[other] { $count } messages of { $of } put back into “{ $folder }”: the others are no longer there.
}
undo-marked = { $count ->
    [one] The message is marked as before.
   *[other] { $count } messages are marked as before.
}
undo-marked-some = { $count ->
    [one] { $count } message of { $of } is marked as before: the others are no longer there.
   *[other] { $count } messages of { $of } are marked as before: the others are no longer there.
}
undo-forgotten = This can no longer be undone: it already was, or it is too long ago. Nothing has changed.
undo-no-folder = The folder they came from does not exist any more, or the messages are no longer where they had been put: nothing was put back.
