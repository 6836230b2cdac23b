### Contacts.

contacts-added = { $name } is in your contacts.
contacts-added-here = { $name } is in your personal addresses: the server of the other book did not take the card.
contacts-known = { $name } was in your contacts already: nothing has changed.
contacts-no-address = “{ $address }” is no address that can be written to: nothing was added.
contacts-title = Contacts
contacts-books = Address books
contacts-book = Address book
contacts-groups = Groups
contacts-personal = Personal addresses
contacts-collected = Recent recipients
contacts-directory = Company directory
contacts-all = All contacts
contacts-found = Results
contacts-search = Search contacts
contacts-new = New contact
contacts-edit = Edit contact
contacts-edit-do = Edit
contacts-book-new = New address book
contacts-book-edit = Edit address book
contacts-book-removal = Only an empty address book can be deleted. Move or delete its contacts first.
contacts-book-not-empty = This address book is not empty, so it was not deleted. Move or delete its contacts first.
contacts-group-new = New group
contacts-group-edit = Edit group
contacts-group-removal = The contacts of the group stay in their address books.
contacts-name = Name
contacts-name-unfit = Give a name of at most { $most } characters.
contacts-name-taken = This name is already taken. Choose another one.
contacts-too-many-books = You have as many address books as possible. Delete one, then try again.
contacts-book-made = Address book “{ $name }” created.
contacts-book-removed = Address book “{ $name }” deleted.
contacts-group-made = Group “{ $name }” created.
contacts-group-removed = Group “{ $name }” deleted.
contacts-renamed = The name is now “{ $name }”.
contacts-choose = Select { $name }
contacts-chosen = Selected
contacts-actions = Actions on the selection
contacts-card-actions = Actions on the contact
contacts-none-chosen = No contact is selected. Tick at least one.
contacts-letters = Go to a letter
contacts-previous = Previous
contacts-next = Next
contacts-by-name = Sort by first name
contacts-by-surname = Sort by family name
contacts-write = Compose
contacts-write-group = Write to the group
contacts-send = Attach to a message
contacts-mails = Messages
contacts-put = Groups and address books
contacts-to-group = Add to group
contacts-out-of-group = Remove from this group
contacts-move-to = Move to
contacts-copy-to = Copy to
contacts-back = Back to contacts
contacts-pick = Choose a contact
contacts-pick-sentence = The card will be shown here.
contacts-empty = No contacts yet
contacts-empty-sentence = Add somebody, or click a sender in a message.
contacts-empty-group = This group is empty
contacts-empty-group-sentence = Tick contacts in an address book, then add them to the group.
contacts-not-found = Nobody found
contacts-not-found-sentence = The search looks at all address books and ignores accents.
contacts-nameless = (no name)
contacts-bare = This card says nothing more.
contacts-is-collected = You wrote to this address. Copy it to an address book to keep it.
contacts-is-of-directory = This entry comes from the company directory: it cannot be changed here. Copy it into a book to add to it.
contacts-directory-stale = The directory does not answer. Its entries are as of { $since }.
contacts-directory-away = The directory does not answer and could not be read yet.
contacts-empty-directory = The directory is empty
contacts-empty-directory-sentence = Nobody is in it yet.
contacts-names = Name
contacts-kind = Type
contacts-emails = Email addresses
contacts-phones = Phone numbers
contacts-websites = Websites
contacts-messengers = Instant messaging
contacts-postals = Postal addresses
contacts-add-email = Add an address
contacts-add-phone = Add a phone number
contacts-add-website = Add a website
contacts-add-messenger = Add a messenger
contacts-add-postal = Add a postal address
contacts-more-fields = More fields
contacts-photo = Photo
contacts-photo-remove = Remove the photo
contacts-photo-large = This picture is too large, so nothing was saved. Choose a smaller one.
contacts-photo-unreadable = This picture cannot be read, so nothing was saved. Choose a JPEG, PNG, GIF or WebP file.
contacts-bad-day = “{ $day }” is not a date, so nothing was saved. Write for example 29/02/1980 or 29/02.
contacts-day-hint = 29/02/1980 or 29/02
contacts-bad-email = “{ $address }” is not an email address, so nothing was saved. Correct it, or leave the line empty.
contacts-nobody = Give at least a name, a company or an address; nothing was saved.
contacts-gone = This card was deleted in the meantime, so nothing was saved. Saving it here makes a new one.
contacts-meanwhile = This card was changed elsewhere in the meantime, so your version is not saved yet. Saving replaces the other one.
contacts-see-other = See the other version
contacts-made = { $name } was added to your contacts.
contacts-made-before = The card of { $name } was saved already: it was not added a second time.
contacts-changed = The card of { $name } is saved.
contacts-no-addresses = None of these contacts has an email address.
contacts-too-many = You can write to { $count } contacts at once. Select fewer.
contacts-not-given-back = These contacts cannot be brought back any more.
contacts-male = Male
contacts-female = Female
contacts-formatted-name = Display name
contacts-prefix = Title
contacts-given-name = First name
contacts-middle-name = Middle names
contacts-family-name = Family name
contacts-suffix = Suffix
contacts-nickname = Nickname
contacts-job-title = Job title
contacts-organization = Company
contacts-department = Department
contacts-maiden-name = Maiden name
contacts-gender = Gender
contacts-birthday = Birthday
contacts-anniversary = Anniversary
contacts-assistant = Assistant
contacts-manager = Manager
contacts-spouse = Spouse
contacts-note = Note
contacts-kind-home = Home
contacts-kind-work = Work
contacts-kind-other = Other
contacts-kind-mobile = Mobile
contacts-kind-main = Main
contacts-kind-home-fax = Home fax
contacts-kind-work-fax = Work fax
contacts-kind-other-fax = Other fax
contacts-kind-car = Car
contacts-kind-pager = Pager
contacts-kind-video = Video
contacts-kind-assistant = Assistant
contacts-kind-homepage = Homepage
contacts-kind-blog = Blog
contacts-kind-profile = Profile
contacts-kind-aim = AIM
contacts-kind-icq = ICQ
contacts-kind-msn = MSN
contacts-kind-yahoo = Yahoo
contacts-kind-jabber = Jabber
contacts-kind-skype = Skype
contacts-po-box = PO box
contacts-extended = Additional line
contacts-street = Street
contacts-locality = City
contacts-region = Region
contacts-postal-code = Postal code
contacts-country = Country
contacts-day-year = { $day } { $month } { $year }
contacts-day = { $day } { $month }
contacts-deleted = { $count ->
    [one] { $count } contact deleted.
   *[other] { $count } contacts deleted.
}
contacts-given-back = { $count ->
    [one] { $count } contact brought back.
   *[other] { $count } contacts brought back.
}
contacts-joined = { $count ->
    [one] { $count } contact added to the group.
   *[other] { $count } contacts added to the group.
}
contacts-left = { $count ->
    [one] { $count } contact removed from the group.
   *[other] { $count } contacts removed from the group.
}
contacts-moved = { $count ->
    [one] { $count } contact moved.
   *[other] { $count } contacts moved.
}
contacts-copied = { $count ->
    [one] { $count } contact copied.
   *[other] { $count } contacts copied.
}
contacts-drawer = Address books and groups
contacts-trusted-none = None so far. You trust a sender from one of their messages, or in the display settings.
contacts-import-title = Import contacts
contacts-export = Export contacts
contacts-export-do = Export
contacts-file = contacts
contacts-import-short = Import
contacts-import-hint = A vCard (.vcf), CSV (Outlook, Google, Thunderbird) or LDIF file. { $limit } at most. Nothing is imported before you have checked it.
contacts-import-look = Continue
contacts-import-again = Update the preview
contacts-import-other-file = Change file
contacts-import-no-file = No file was chosen. Choose one, then try again.
contacts-import-large = This file is too large, so nothing was imported. Split it into several files.
contacts-import-no-cards = This file holds no contacts that can be read, so nothing was imported. Choose a vCard, CSV or LDIF file.
contacts-import-gone = This file is no longer kept: it was imported already, or is too old. Choose it again.
contacts-import-cut = This file has too many contacts: the rest will not be imported. Split it into several files.
contacts-import-columns = What the columns hold
contacts-import-column = Column of the file
contacts-import-example = Example
contacts-import-field = Field of the contact
contacts-import-field-of = Field for { $name }
contacts-import-paired = Recognized
contacts-import-ignore = Do not import
contacts-import-into = Import into
contacts-import-twice = If the contact exists already
contacts-import-instead = Replace the whole address book: its present contacts will be deleted
contacts-import-left-out = Contacts left out
contacts-import-is-there = (card { $place }): already in the address book
contacts-import-is-nobody = (card { $place }): neither a name nor an address
contacts-import-is-double = (card { $place }): same person as an earlier card of the file
contacts-import-busy = An import is already under way: nothing of this file was kept. Wait for its end, then try again.
contacts-import-begins = The file is being prepared…
contacts-import-done = The import has finished.
contacts-import-under-way = An import is under way.
contacts-import-follow = Follow the import
contacts-import-retry = Take this file again
contacts-import-undo = Undo the import
contacts-import-failed = The import did not succeed: nothing was imported, the book is as it was. The file is kept for a day; try again in a moment.
contacts-import-untouched = No contact to import: the address book is not replaced, its contacts stay.
contacts-twice-complete = Complete the card that is there
contacts-twice-skip = Skip it
contacts-twice-replace = Replace the card that is there
contacts-twice-both = Keep both
contacts-groups-all = Make those of the file
contacts-groups-known = Only groups that are there
contacts-groups-none = None
contacts-export-format = Format
contacts-export-vcard3 = For another webmail, a phone or a mail program.
contacts-export-vcard4 = For recent programs.
contacts-export-csv = For Outlook and spreadsheets, with columns in English.
contacts-import-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
contacts-import-do = { $count ->
    [one] Import { $count } contact
   *[other] Import { $count } contacts
}
contacts-import-added = { $count ->
    [one] { $count } new.
   *[other] { $count } new.
}
contacts-import-changed = { $count ->
    [one] { $count } completed or replaced.
   *[other] { $count } completed or replaced.
}
contacts-import-there = { $count ->
    [one] { $count } already in the address book.
   *[other] { $count } already in the address book.
}
contacts-import-double = { $count ->
    [one] { $count } there twice in the file.
   *[other] { $count } there twice in the file.
}
contacts-import-nobody = { $count ->
    [one] { $count } without a name or an address.
   *[other] { $count } without a name or an address.
}
contacts-merge = Merge
contacts-merge-title = Merge contacts
contacts-merge-sentence = These { $count } contacts will become this one. The others will be deleted.
contacts-merge-parts = Merged contacts
contacts-merge-stays = Stays
contacts-merge-first = Keep this one first
contacts-merge-first-of = Keep this one first: { $name }
contacts-merge-changed = One of these contacts was changed meanwhile: nothing was merged. Check the result, then try again.
contacts-merge-few = Select at least two contacts of your books to merge them.
contacts-merged = { $count } contacts merged into one.
contacts-duplicates = Duplicates
contacts-duplicates-title = Probable duplicates
contacts-duplicates-none = No duplicates: none of your contacts shares an address or a name with another.
contacts-duplicates-sentence = These contacts have an address or a name in common. Check the result before you merge.
contacts-merge-look = See the result
contacts-import-running = { $count ->
    [one] { $done } of { $count } contact imported.
   *[other] { $done } of { $count } contacts imported.
}
contacts-import-stopped = { $count ->
    [one] The import stopped after { $count } contact, which is in the book. The file is kept for a day: take it again, or undo the import.
   *[other] The import stopped after { $count } contacts, which are in the book. The file is kept for a day: take it again, or undo the import.
}
contacts-import-lost = { $count ->
    [one] This import is no longer followed: it ended long ago, or the service was restarted. { $count } imported contact is in the book.
   *[other] This import is no longer followed: it ended long ago, or the service was restarted. { $count } imported contacts are in the book.
}
contacts-import-undone = { $count ->
    [one] Import undone: { $count } contact removed.
   *[other] Import undone: { $count } contacts removed.
}
contacts-import-undone-all = { $count ->
    [one] Import undone: { $count } contact removed; contacts brought back: { $back }.
   *[other] Import undone: { $count } contacts removed; contacts brought back: { $back }.
}
contacts-import-no-book = The chosen book does not exist any more. Choose another one: nothing was imported.
contacts-import-undoing = The import is being undone: { $done } of { $count }…
contacts-import-not-undone = Undoing stopped before its end. Undo once more: it goes on where it was.
contacts-import-not-instead = A book on a server cannot be replaced at once. Untick the replacement, or delete its cards first. Nothing was imported.
contacts-import-refused = { $count ->
    [one] { $count } card was refused by the server.
   *[other] { $count } cards were refused by the server.
}
contacts-undo-left = { $count ->
    [one] Taken back: { $done }. The server refused { $count } card, which stays as it is. { $why } You can try again.
   *[other] Taken back: { $done }. The server refused { $count } cards, which stay as they are. { $why } You can try again.
}
contacts-import-cut-off = The import stopped before its end. { $why } What was imported stays in the book, and the file is kept: another try doubles nothing.
