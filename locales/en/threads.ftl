### Conversations in the list.

settings-unfold = Conversations unfolded in the list
settings-unfold-never = None to begin with
settings-unfold-unread = Those with something new
settings-unfold-all = All
list-unfold = Unfold the conversation: { $name }
list-fold = Fold the conversation: { $name }
