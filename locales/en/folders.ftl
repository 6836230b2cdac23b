### Folders, put in order.

folders-title = Folders
folders-about = Create, rename, move, empty and delete your folders.
folders-list = All your folders
folders-new = New folder
folders-create = Create the folder
folders-name = Name of the folder
folders-inside = Inside
folders-top = (none, at the top)
folders-hidden = hidden
folders-messages = messages
folders-unseen = unread
folders-size = used
folders-open = Open
folders-read = Mark all as read
folders-show = Show in the list
folders-hide = Hide from the list
folders-empty = Empty the folder
folders-delete = Delete the folder
folders-empty-question = { $count ->
    [one] Empty this folder of its message?
   *[other] Empty this folder of its { $count } messages?
}
folders-empty-trash = The messages go to the trash.
folders-empty-good = The messages are deleted for good.
folders-delete-question = Delete the folder “{ $name }”?
folders-delete-hint = { $count ->
    [0] The folder holds no message.
    [one] Its message is deleted for good.
   *[other] Its { $count } messages are deleted for good.
}
folders-delete-inner = { $count ->
    [one] So is the folder inside it.
   *[other] So are the { $count } folders inside it.
}
folders-role = This folder has a role: it cannot be renamed, moved, hidden or deleted.
folders-read-only = Your rights to this folder do not allow you to rename or delete it.
folders-emptying = The folder is being emptied; you may leave this page.
folders-emptied = The folder is empty.
folders-stopped = The folder could not be emptied completely. What is left is intact; try again.
folders-created = Folder created.
folders-renamed = Folder saved.
folders-deleted = Folder deleted.
folders-renamed-rules = Folder saved. Your rules file messages there under its new name.
folders-renamed-not-rules = Folder saved, but your rules could not be adapted: those that file messages in this folder may still have its old name. Correct them in Preferences, Filters.
folders-deleted-named = Folder deleted. Rules still file messages there: correct them in Preferences, Filters.
folders-now-shown = The folder is shown in the list.
folders-now-hidden = The folder is no longer shown in the list; its messages stay.
folders-seen = All messages of the folder are marked as read.
folders-name-empty = Give the folder a name.
folders-name-long = This name is too long: 128 characters at most.
folders-name-character = The character “{ $character }” cannot be part of a folder’s name.
folders-name-taken = There is a folder of this name in that place already. Choose another one.
folders-gone = This folder is not there any more. The list is up to date.
folders-not-inside = The folder cannot be put there. Choose another place.
folders-refused = The mail server refused; nothing has changed. Try another name or another place.
