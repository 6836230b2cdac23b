### Contacts.

contacts-added = { $name } is in your contacts.
contacts-known = { $name } was in your contacts already: nothing has changed.
contacts-no-address = “{ $address }” is no address that can be written to: nothing was added.
