### Einstellungen der Kontakte.

people-about = Reihenfolge und Namen in Listen, Adressbücher, und vorgeschlagene Adressen.
people-list = Liste der Kontakte
people-names = Namen in Listen
people-names-shown = Der Anzeigename der Karte
people-names-first-last = Vorname Nachname
people-names-last-first = Nachname Vorname
people-names-last-comma-first = Nachname, Vorname
people-sort = Sortieren nach
people-sort-surname = Nachname
people-sort-name = Anzeigename
people-page = Kontakte pro Seite
people-page-count = { $count } Kontakte
people-books = Adressbücher
people-new-cards = Adressbuch neuer Kontakte
people-new-cards-hint = Wenn kein anderes Adressbuch geöffnet ist, und für alle, die Sie aus einer E-Mail hinzufügen.
people-collect-into = Adressbuch derer, denen Sie zum ersten Mal schreiben
people-collect-into-hint = Wenn die Einstellungen zum Schreiben verlangen, sie zu merken.
people-completing = Vorgeschlagene Adressen
people-one-address = Eine Adresse pro Person
people-one-address-hint = Von einer Karte mit mehreren Adressen wird nur die am meisten genutzte vorgeschlagen.
