### Les paramètres des contacts.

people-about = L’ordre et les noms des listes, les carnets, et les adresses proposées.
people-list = Liste des contacts
people-names = Noms dans les listes
people-names-shown = Le nom affiché de la fiche
people-names-first-last = Prénom Nom
people-names-last-first = Nom Prénom
people-names-last-comma-first = Nom, Prénom
people-sort = Trier par
people-sort-surname = Nom de famille
people-sort-name = Nom affiché
people-page = Contacts par page
people-page-count = { $count } contacts
people-books = Carnets
people-new-cards = Carnet des nouveaux contacts
people-new-cards-hint = Quand aucun autre carnet n’est ouvert, et pour qui est ajouté depuis un message.
people-collect-into = Carnet des destinataires à qui vous écrivez pour la première fois
people-collect-into-hint = Si les paramètres de rédaction demandent de les retenir.
people-completing = Adresses proposées
people-one-address = Une seule adresse par personne
people-one-address-hint = D’une fiche qui a plusieurs adresses, seule la plus utilisée est proposée.
