### The folders beside every page.

folder-branch = Subfolders of { $name }
folder-unseen-inside = , { $count } unread, subfolders included
nav-others-folders = Other people’s mailboxes
nav-shared-folders = Shared folders
rights-to-read = read only
rights-to-read-hint = You may only read the messages of this folder.
quota-title = Space used
quota-used = { $used } of { $limit } used
quota-full = Mailbox full: { $used } of { $limit }
quota-full-title = Your mailbox is full.
quota-full-means = New messages are refused and their senders told.
quota-sort = Sort by size
nav-manage-folders = Manage folders
folders-new-inside = New subfolder
folders-arrange = Rename, move, settings
folders-shown-all = Other people’s folders are all shown while you choose none. If you show this one, only those you choose will be.
