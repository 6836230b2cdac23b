### The folders beside every page.

folder-branch = Subfolders of { $name }
folder-unseen-inside = , { $count } unread, subfolders included
