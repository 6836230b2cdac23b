### Instellingen van contacten.

people-about = Volgorde en namen in lijsten, adresboeken, en voorgestelde adressen.
people-list = Lijst van contacten
people-names = Namen in lijsten
people-names-shown = De weergavenaam van de kaart
people-names-first-last = Voornaam Naam
people-names-last-first = Naam Voornaam
people-names-last-comma-first = Naam, Voornaam
people-sort = Sorteren op
people-sort-surname = Familienaam
people-sort-name = Weergavenaam
people-page = Contacten per pagina
people-page-count = { $count } contacten
people-books = Adresboeken
people-new-cards = Adresboek van nieuwe contacten
people-new-cards-hint = Als geen ander adresboek geopend is, en voor wie u vanuit een e-mail toevoegt.
people-collect-into = Adresboek van wie u voor het eerst schrijft
people-collect-into-hint = Als de instellingen voor schrijven vragen ze te onthouden.
people-completing = Voorgestelde adressen
people-one-address = Eén adres per persoon
people-one-address-hint = Van een kaart met meer adressen wordt alleen het meest gebruikte voorgesteld.
