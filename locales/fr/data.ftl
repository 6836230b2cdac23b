### Toutes les données d’une personne dans un fichier.

data-title = Toutes mes données
data-about = Votre courrier, vos contacts et vos paramètres dans un seul fichier zip, pour les garder ou partir ailleurs.
data-within = Ce qu’il contient
data-within-mail = Chacun de vos dossiers, en un fichier mbox que Thunderbird, Mail et cette messagerie savent lire.
data-within-contacts = Chacun de vos carnets d’adresses, en un fichier vCard.
data-within-settings = Vos paramètres, dictionnaire, expéditeurs de confiance, identités, signatures et réponses, en un fichier que « Export et import » reprend.
data-within-script = Le script de filtrage de votre courrier, et dans un dossier à part les autres scripts du serveur.
data-within-logins = L’historique de vos connexions des 90 derniers jours.
data-without = Il ne contient ni mot de passe, ni dossier partagé par d’autres, ni message en attente d’envoi. Gardez-le en lieu sûr.
data-download = Télécharger toutes mes données
data-patience = Le fichier est préparé pendant qu’il se télécharge ; votre navigateur montre où il en est. Une grande boîte prend du temps.
data-too-many = Deux téléchargements de vos données sont déjà en cours. Attendez la fin de l’un d’eux, ou annulez-le dans votre navigateur, puis recommencez.
data-file = mes-donnees
data-mail = Courrier
data-contacts = Contacts
data-personal = Carnet personnel
data-collected = Destinataires récents
data-script = filtrage
data-logins = connexions
data-read-me-name = À lire
data-read-me = Les données de { $name }, telles qu’elles étaient pendant ce téléchargement.
data-left-out = Ce qui manque :
data-gone = { $name } : { $count ->
    [one] { $count } message disparu entre-temps
   *[other] { $count } messages disparus entre-temps
}
data-unread = { $name } : { $count ->
    [one] { $count } message que le serveur n’a pas donné en entier
   *[other] { $count } messages que le serveur n’a pas donnés en entier
}
data-unmarked = { $name } : { $count ->
    [one] { $count } message présent, sans sa date d’arrivée ni ses marques (lu, suivi, étiquettes)
   *[other] { $count } messages présents, sans leur date d’arrivée ni leurs marques (lu, suivi, étiquettes)
}
data-unasked = { $name } : { $count ->
    [one] { $count } message qui n’a plus été demandé, car le serveur a trop souvent rompu la connexion ou tardé à répondre
   *[other] { $count } messages qui n’ont plus été demandés, car le serveur a trop souvent rompu la connexion ou tardé à répondre
}
data-view = { $name } : ce dossier montre des messages rangés ailleurs ; ceux qui ne sont dans aucun autre dossier manquent
