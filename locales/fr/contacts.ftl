### Les contacts.

contacts-added = { $name } est dans vos contacts.
contacts-added-here = { $name } est dans votre carnet personnel : le serveur de l’autre carnet ne l’a pas pris.
contacts-known = { $name } était déjà dans vos contacts : rien n’a changé.
contacts-no-address = « { $address } » n’est pas une adresse à laquelle on peut écrire : rien n’a été ajouté.
contacts-title = Contacts
contacts-books = Carnets
contacts-book = Carnet
contacts-groups = Groupes
contacts-personal = Carnet personnel
contacts-collected = Destinataires récents
contacts-directory = Annuaire entreprise
contacts-all = Tous les contacts
contacts-found = Résultats
contacts-search = Rechercher un contact
contacts-new = Nouveau contact
contacts-edit = Modifier le contact
contacts-edit-do = Modifier
contacts-book-new = Nouveau carnet
contacts-book-edit = Modifier le carnet
contacts-book-removal = Seul un carnet vide peut être supprimé. Déplacez ou supprimez d’abord ses contacts.
contacts-book-not-empty = Ce carnet n’est pas vide : il n’a pas été supprimé. Déplacez ou supprimez d’abord ses contacts.
contacts-group-new = Nouveau groupe
contacts-group-edit = Modifier le groupe
contacts-group-removal = Les contacts du groupe restent dans leurs carnets.
contacts-name = Nom
contacts-name-unfit = Donnez un nom de { $most } caractères au plus.
contacts-name-taken = Ce nom est déjà pris. Choisissez-en un autre.
contacts-too-many-books = Vous avez autant de carnets que possible. Supprimez-en un, puis recommencez.
contacts-book-made = Carnet « { $name } » créé.
contacts-book-removed = Carnet « { $name } » supprimé.
contacts-group-made = Groupe « { $name } » créé.
contacts-group-removed = Groupe « { $name } » supprimé.
contacts-renamed = Le nom est maintenant « { $name } ».
contacts-choose = Sélectionner { $name }
contacts-chosen = Sélection
contacts-actions = Actions sur la sélection
contacts-card-actions = Actions sur le contact
contacts-none-chosen = Aucun contact n’est sélectionné. Cochez-en au moins un.
contacts-letters = Aller à une lettre
contacts-previous = Précédents
contacts-next = Suivants
contacts-by-name = Trier par prénom
contacts-by-surname = Trier par nom de famille
contacts-write = Rédiger
contacts-write-group = Écrire au groupe
contacts-send = Joindre à un message
contacts-mails = Ses messages
contacts-put = Groupes et carnets
contacts-to-group = Ajouter au groupe
contacts-out-of-group = Retirer de ce groupe
contacts-move-to = Déplacer vers
contacts-copy-to = Copier vers
contacts-back = Retour aux contacts
contacts-pick = Choisissez un contact
contacts-pick-sentence = Sa fiche s’affichera ici.
contacts-empty = Aucun contact pour l’instant
contacts-empty-sentence = Ajoutez une personne, ou cliquez sur un expéditeur dans un message.
contacts-empty-group = Ce groupe est vide
contacts-empty-group-sentence = Cochez des contacts dans un carnet, puis ajoutez-les au groupe.
contacts-not-found = Personne de ce nom
contacts-not-found-sentence = La recherche porte sur tous les carnets, sans tenir compte des accents.
contacts-nameless = (sans nom)
contacts-bare = Cette fiche ne dit rien de plus.
contacts-is-collected = Vous avez écrit à cette adresse. Copiez-la dans un carnet pour la garder.
contacts-is-of-directory = Cette fiche vient de l’annuaire de l’entreprise : elle ne se modifie pas ici. Copiez-la dans un carnet pour la compléter.
contacts-directory-stale = L’annuaire ne répond pas. Ses fiches datent du { $since }.
contacts-directory-away = L’annuaire ne répond pas et n’a pas encore pu être lu.
contacts-empty-directory = L’annuaire est vide
contacts-empty-directory-sentence = Personne n’y figure encore.
contacts-names = Nom
contacts-kind = Type
contacts-emails = Adresses électroniques
contacts-phones = Téléphones
contacts-websites = Sites web
contacts-messengers = Messageries instantanées
contacts-postals = Adresses postales
contacts-add-email = Ajouter une adresse
contacts-add-phone = Ajouter un téléphone
contacts-add-website = Ajouter un site
contacts-add-messenger = Ajouter une messagerie
contacts-add-postal = Ajouter une adresse postale
contacts-more-fields = Plus de champs
contacts-photo = Photo
contacts-photo-remove = Retirer la photo
contacts-photo-large = Cette image est trop grande : rien n’a été enregistré. Choisissez-en une plus petite.
contacts-photo-unreadable = Cette image ne peut pas être lue : rien n’a été enregistré. Choisissez un fichier JPEG, PNG, GIF ou WebP.
contacts-bad-day = « { $day } » n’est pas une date : rien n’a été enregistré. Écrivez par exemple 29/02/1980 ou 29/02.
contacts-day-hint = 29/02/1980 ou 29/02
contacts-bad-email = « { $address } » n’est pas une adresse électronique : rien n’a été enregistré. Corrigez-la, ou laissez la ligne vide.
contacts-nobody = Donnez au moins un nom, une société ou une adresse : rien n’a été enregistré.
contacts-gone = Cette fiche a été supprimée entre-temps : rien n’a été enregistré. En l’enregistrant ici, vous en créez une nouvelle.
contacts-meanwhile = Cette fiche a été modifiée ailleurs entre-temps : votre version n’est pas encore enregistrée. Enregistrer remplace l’autre.
contacts-see-other = Voir l’autre version
contacts-made = { $name } a été ajouté à vos contacts.
contacts-made-before = La fiche de { $name } était déjà enregistrée : elle n’a pas été ajoutée une seconde fois.
contacts-changed = La fiche de { $name } est enregistrée.
contacts-no-addresses = Aucun de ces contacts n’a d’adresse électronique.
contacts-too-many = On ne peut écrire qu’à { $count } contacts à la fois. Sélectionnez-en moins.
contacts-not-given-back = Ces contacts ne peuvent plus être rétablis.
contacts-male = Homme
contacts-female = Femme
contacts-formatted-name = Nom affiché
contacts-prefix = Civilité
contacts-given-name = Prénom
contacts-middle-name = Autres prénoms
contacts-family-name = Nom
contacts-suffix = Suffixe
contacts-nickname = Surnom
contacts-job-title = Fonction
contacts-organization = Société
contacts-department = Service
contacts-maiden-name = Nom de naissance
contacts-gender = Genre
contacts-birthday = Date de naissance
contacts-anniversary = Anniversaire de mariage
contacts-assistant = Assistant
contacts-manager = Responsable
contacts-spouse = Conjoint
contacts-note = Note
contacts-kind-home = Personnel
contacts-kind-work = Travail
contacts-kind-other = Autre
contacts-kind-mobile = Mobile
contacts-kind-main = Principal
contacts-kind-home-fax = Fax personnel
contacts-kind-work-fax = Fax travail
contacts-kind-other-fax = Autre fax
contacts-kind-car = Voiture
contacts-kind-pager = Bipeur
contacts-kind-video = Visiophone
contacts-kind-assistant = Assistant
contacts-kind-homepage = Site personnel
contacts-kind-blog = Blog
contacts-kind-profile = Profil
contacts-kind-aim = AIM
contacts-kind-icq = ICQ
contacts-kind-msn = MSN
contacts-kind-yahoo = Yahoo
contacts-kind-jabber = Jabber
contacts-kind-skype = Skype
contacts-po-box = Boîte postale
contacts-extended = Complément
contacts-street = Rue
contacts-locality = Ville
contacts-region = Région
contacts-postal-code = Code postal
contacts-country = Pays
contacts-day-year = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
contacts-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
contacts-deleted = { $count ->
    [one] { $count } contact supprimé.
   *[other] { $count } contacts supprimés.
}
contacts-given-back = { $count ->
    [one] { $count } contact rétabli.
   *[other] { $count } contacts rétablis.
}
contacts-joined = { $count ->
    [one] { $count } contact ajouté au groupe.
   *[other] { $count } contacts ajoutés au groupe.
}
contacts-left = { $count ->
    [one] { $count } contact retiré du groupe.
   *[other] { $count } contacts retirés du groupe.
}
contacts-moved = { $count ->
    [one] { $count } contact déplacé.
   *[other] { $count } contacts déplacés.
}
contacts-copied = { $count ->
    [one] { $count } contact copié.
   *[other] { $count } contacts copiés.
}
contacts-drawer = Carnets et groupes
contacts-trusted-none = Aucun pour l’instant. Vous accordez votre confiance depuis un message, ou dans les paramètres d’affichage.
contacts-import-title = Importer des contacts
contacts-export = Exporter des contacts
contacts-export-do = Exporter
contacts-file = contacts
contacts-import-short = Importer
contacts-import-hint = Un fichier vCard (.vcf), CSV (Outlook, Google, Thunderbird) ou LDIF. { $limit } au plus. Rien n’est importé avant que vous l’ayez vérifié.
contacts-import-look = Continuer
contacts-import-again = Mettre à jour l’aperçu
contacts-import-other-file = Changer de fichier
contacts-import-no-file = Aucun fichier n’a été choisi. Choisissez-en un, puis recommencez.
contacts-import-large = Ce fichier est trop grand : rien n’a été importé. Divisez-le en plusieurs fichiers.
contacts-import-no-cards = Ce fichier ne contient pas de contacts lisibles : rien n’a été importé. Choisissez un fichier vCard, CSV ou LDIF.
contacts-import-gone = Ce fichier n’est plus gardé : il est déjà importé, ou trop ancien. Choisissez-le à nouveau.
contacts-import-cut = Ce fichier contient trop de contacts : le reste ne sera pas importé. Divisez-le en plusieurs fichiers.
contacts-import-columns = Correspondance des colonnes
contacts-import-column = Colonne du fichier
contacts-import-example = Exemple
contacts-import-field = Champ du contact
contacts-import-field-of = Champ pour { $name }
contacts-import-paired = Reconnu
contacts-import-ignore = Ne pas importer
contacts-import-into = Importer dans
contacts-import-twice = Si le contact existe déjà
contacts-import-instead = Remplacer tout le carnet : ses contacts actuels seront supprimés
contacts-import-left-out = Contacts laissés de côté
contacts-import-is-there = (fiche { $place }) : déjà dans le carnet
contacts-import-is-nobody = (fiche { $place }) : ni nom ni adresse
contacts-import-is-double = (fiche { $place }) : même personne qu’une fiche précédente du fichier
contacts-import-busy = Une importation est déjà en cours : rien n’a été gardé de ce fichier. Attendez la fin, puis recommencez.
contacts-import-begins = Le fichier est préparé…
contacts-import-done = L’importation est terminée.
contacts-import-under-way = Une importation est en cours.
contacts-import-follow = Suivre l’importation
contacts-import-retry = Reprendre ce fichier
contacts-import-undo = Annuler l’importation
contacts-import-failed = L’importation n’a pas abouti : rien n’a été importé, le carnet est comme avant. Le fichier est gardé un jour ; réessayez dans un instant.
contacts-import-untouched = Aucun contact à importer : le carnet n’est pas remplacé, ses contacts restent.
contacts-twice-complete = Compléter la fiche existante
contacts-twice-skip = Ignorer
contacts-twice-replace = Remplacer la fiche existante
contacts-twice-both = Créer un doublon
contacts-groups-all = Créer ceux du fichier
contacts-groups-known = Seulement les groupes existants
contacts-groups-none = Aucun
contacts-export-format = Format
contacts-export-vcard3 = Pour un autre webmail, un téléphone ou un logiciel de messagerie.
contacts-export-vcard4 = Pour les logiciels récents.
contacts-export-csv = Pour Outlook et les tableurs, avec des colonnes en français.
contacts-import-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
contacts-import-do = { $count ->
    [one] Importer { $count } contact
   *[other] Importer { $count } contacts
}
contacts-import-added = { $count ->
    [one] { $count } nouveau.
   *[other] { $count } nouveaux.
}
contacts-import-changed = { $count ->
    [one] { $count } complété ou remplacé.
   *[other] { $count } complétés ou remplacés.
}
contacts-import-there = { $count ->
    [one] { $count } déjà dans le carnet.
   *[other] { $count } déjà dans le carnet.
}
contacts-import-double = { $count ->
    [one] { $count } en double dans le fichier.
   *[other] { $count } en double dans le fichier.
}
contacts-import-nobody = { $count ->
    [one] { $count } sans nom ni adresse.
   *[other] { $count } sans nom ni adresse.
}
contacts-merge = Fusionner
contacts-merge-title = Fusionner des contacts
contacts-merge-sentence = Ces { $count } fiches deviendront celle-ci. Les autres seront supprimées.
contacts-merge-parts = Fiches fusionnées
contacts-merge-stays = Reste
contacts-merge-first = Garder d’abord celle-ci
contacts-merge-first-of = Garder d’abord celle-ci : { $name }
contacts-merge-changed = Une de ces fiches a été modifiée entre-temps : rien n’a été fusionné. Vérifiez le résultat, puis recommencez.
contacts-merge-few = Cochez au moins deux contacts de vos carnets pour les fusionner.
contacts-merged = { $count } fiches fusionnées en une.
contacts-duplicates = Doublons
contacts-duplicates-title = Doublons probables
contacts-duplicates-none = Aucun doublon : aucun de vos contacts ne partage une adresse ou un nom avec un autre.
contacts-duplicates-sentence = Ces contacts ont une adresse ou un nom en commun. Vérifiez le résultat avant de fusionner.
contacts-merge-look = Voir le résultat
contacts-import-running = { $count ->
    [one] { $done } sur { $count } contact importé.
   *[other] { $done } sur { $count } contacts importés.
}
contacts-import-stopped = { $count ->
    [one] L’importation s’est arrêtée après { $count } contact, qui est dans le carnet. Le fichier est gardé un jour : reprenez-le, ou annulez l’importation.
   *[other] L’importation s’est arrêtée après { $count } contacts, qui sont dans le carnet. Le fichier est gardé un jour : reprenez-le, ou annulez l’importation.
}
contacts-import-lost = { $count ->
    [one] Cette importation n’est plus suivie : elle est finie depuis longtemps, ou le service a redémarré. { $count } contact importé est dans le carnet.
   *[other] Cette importation n’est plus suivie : elle est finie depuis longtemps, ou le service a redémarré. { $count } contacts importés sont dans le carnet.
}
contacts-import-undone = { $count ->
    [one] Importation annulée : { $count } contact retiré.
   *[other] Importation annulée : { $count } contacts retirés.
}
contacts-import-undone-all = { $count ->
    [one] Importation annulée : { $count } contact retiré ; contacts rétablis : { $back }.
   *[other] Importation annulée : { $count } contacts retirés ; contacts rétablis : { $back }.
}
contacts-import-no-book = Le carnet choisi n’existe plus. Choisissez-en un autre : rien n’a été importé.
contacts-import-undoing = Annulation de l’importation : { $done } sur { $count }…
contacts-import-not-undone = L’annulation s’est arrêtée avant la fin. Annulez encore une fois : elle reprendra où elle en était.
contacts-import-not-instead = Un carnet d’un serveur ne peut pas être remplacé d’un coup. Décochez le remplacement, ou supprimez d’abord ses fiches. Rien n’a été importé.
contacts-import-refused = { $count ->
    [one] { $count } fiche refusée par le serveur.
   *[other] { $count } fiches refusées par le serveur.
}
contacts-undo-left = { $count ->
    [one] Fiches rétablies ou retirées : { $done }. Le serveur a refusé { $count } fiche, qui reste telle quelle. { $why } Vous pouvez réessayer.
   *[other] Fiches rétablies ou retirées : { $done }. Le serveur a refusé { $count } fiches, qui restent telles quelles. { $why } Vous pouvez réessayer.
}
contacts-import-cut-off = L’importation s’est arrêtée avant la fin. { $why } Ce qui est importé reste dans le carnet, et le fichier est gardé : un nouvel essai ne double rien.
