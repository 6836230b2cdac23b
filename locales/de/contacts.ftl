### Kontakte.

contacts-added = { $name } steht in Ihren Kontakten.
contacts-known = { $name } stand schon in Ihren Kontakten: Nichts hat sich geändert.
contacts-no-address = „{ $address }“ ist keine Adresse, an die man schreiben kann: Nichts wurde hinzugefügt.
