### De contacten.

contacts-added = { $name } staat in uw contacten.
contacts-known = { $name } stond al in uw contacten: er is niets veranderd.
contacts-no-address = ‘{ $address }’ is geen adres waarnaar u kunt schrijven: er is niets toegevoegd.
