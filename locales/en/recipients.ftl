### The recipients of a message.

recipients-title = Recipients
recipients-collecting = Remember whom I write to
recipients-collecting-hint = They are suggested when you type an address. Your contacts always are.
recipients-personal = Personal
recipients-recent = Recent
recipients-directory = Directory
recipients-group = Group
recipients-members = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
recipients-suggested = { $count ->
    [0] No suggestion
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
recipients-invalid = This is not a whole address: { $address }. What is missing may be “@example.com”.
recipients-lookalike = Check the address: { $domain } imitates other letters, it is really { $ascii }.
recipients-remove = Remove { $name }
recipients-twice = { $name } is in “{ $field }” already.
recipients-moved = { $name } is in “{ $field }” now.
recipients-added = { $name } is in “{ $field }”.
recipients-removed = { $name } is not in “{ $field }” any more.
recipients-move = Put into “{ $name }”
recipients-edit = Edit
recipients-suggestions = Suggestions
recipients-more-rows = Reply to, follow-up to
recipients-book = Address book
recipients-search = Search for a contact
recipients-look = Search
recipients-nobody = Nobody matches. Contacts and those whom you write to are suggested here.
recipients-add-to = Put { $name } into To
recipients-add-cc = Put { $name } into Cc
recipients-add-bcc = Put { $name } into Bcc
recipients-letters = The message was not sent. This submission server takes no letters with accents before the “@”: { $addresses }. Ask this person for another address. The draft is saved.
recipients-letters-partly = Message sent to the other recipients. This submission server takes no letters with accents before the “@”: { $addresses }. Ask this person for another address, then forward the message from Sent.
