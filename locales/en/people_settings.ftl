### Settings of contacts.

people-about = Order and names in lists, address books, and suggested addresses.
people-list = List of contacts
people-names = Names in lists
people-names-shown = The displayed name of the card
people-names-first-last = First name Last name
people-names-last-first = Last name First name
people-names-last-comma-first = Last name, First name
people-sort = Sort by
people-sort-surname = Last name
people-sort-name = Displayed name
people-page = Contacts per page
people-page-count = { $count } contacts
people-books = Address books
people-new-cards = Book of new contacts
people-new-cards-hint = When no other book is open, and for whom you add from a message.
people-collect-into = Book of those whom you write to for the first time
people-collect-into-hint = If the settings for writing ask to remember them.
people-completing = Suggested addresses
people-one-address = One address for each person
people-one-address-hint = Of a card with several addresses, only the one most written to is suggested.
