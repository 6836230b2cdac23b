### The folders beside every page.

folder-branch = Subfolders of { $name }
folder-unseen-inside = , { $count } unread, subfolders included
nav-others-folders = Other people’s mailboxes
nav-shared-folders = Shared folders
rights-to-read = read only
rights-to-read-hint = You may only read the messages of this folder.
