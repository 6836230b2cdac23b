### What surrounds each page.

app-name = Facteur
app-home = Facteur, home
skip-to-content = Skip to content
nav-main = Main navigation
nav-mail = Mail
nav-compose = Compose
nav-folders = Folders
nav-main-folders = Inbox and main folders
nav-logout = Sign out
nav-account = Account:
nav-language = Language
notice-close = Close
folder-inbox = Inbox
folder-drafts = Drafts
folder-sent = Sent
folder-archive = Archive
folder-junk = Spam
folder-trash = Trash
folder-all = All messages
folder-flagged = Starred
folder-unseen = , { $count ->
    [one] { $count } unread
   *[other] { $count } unread
}
folder-messages = , { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
problem-network = Server unreachable. Check your connection, then try again.
problem-server = The server could not answer. Try again in a moment.
problem-gone = This message is no longer here. Refresh the list.
size-octets = { $size } B
size-kilo = { $size } KB
size-mega = { $size } MB
size-giga = { $size } GB
