### Les contacts.

contacts-added = { $name } est dans vos contacts.
contacts-known = { $name } était déjà dans vos contacts : rien n’a changé.
contacts-no-address = « { $address } » n’est pas une adresse à laquelle on peut écrire : rien n’a été ajouté.
