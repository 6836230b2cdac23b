### Conversations in the list.

settings-threads = Group lists by conversation
settings-threads-hint = The messages of one exchange take one line. What you choose above a list holds for that folder.
settings-unfold = Conversations unfolded in the list
settings-unfold-never = None to begin with
settings-unfold-unread = Those with something new
settings-unfold-all = All
settings-real-names = Show the real names of folders
settings-real-names-hint = Folders are called what the server calls them, for example “Junk” instead of “Spam”. The inbox keeps its name.
list-unfold = Unfold the conversation: { $name }
list-fold = Fold the conversation: { $name }
