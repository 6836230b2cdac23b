### Les paramètres dans un fichier.

transfer-title = Export et import
transfer-about = Vos paramètres dans un fichier, pour les garder ou les reprendre ailleurs.
transfer-file = parametres
transfer-report = Ce qui a été importé
transfer-nothing = Rien de nouveau n’a été trouvé dans ce fichier.
transfer-left = Ce qui ne l’a pas été
transfer-left-ahead = Ce qui ne sera pas repris
transfer-export = Exporter
transfer-export-hint = Le fichier contient vos préférences, dossiers spéciaux, étiquettes et recherches, vos expéditeurs de confiance et les mots de votre dictionnaire, vos identités avec leurs signatures, et vos réponses. Il ne contient ni mot de passe, ni message, ni contact.
transfer-download = Télécharger le fichier
transfer-in = Importer
transfer-import-hint = Les préférences du fichier remplacent les vôtres, comme le choix des dossiers spéciaux et l’ordre des listes. Les étiquettes, recherches, expéditeurs, mots, identités et réponses s’ajoutent à ce que vous avez, sans rien en changer.
transfer-choose = Fichier de paramètres
transfer-take = Importer
transfer-look = Ce que l’import changera
transfer-columns = Les colonnes des listes
transfer-lists = L’ordre des listes
transfer-added = ajout de
transfer-added-searches = Recherches enregistrées
transfer-see = Voir ce qui changera
transfer-too-large = Ce fichier est trop grand : un fichier de paramètres a au plus { $limit }.
transfer-foreign = Ce n’est pas un fichier de paramètres. Choisissez celui que « Exporter » a téléchargé.
transfer-newer = Ce fichier vient d’une version plus récente de cette messagerie. Rien n’a été importé.
transfer-fixed = fixé par votre administrateur
transfer-unknown = préférence ou réponse inconnue
transfer-there = existe déjà ici, autrement
transfer-damaged = une partie du fichier est illisible
transfer-refused = ne peut pas être repris ici
transfer-no-folder = ce dossier n’existe pas ici
transfer-away = le serveur de messagerie ne répond pas ; réessayez plus tard
transfer-preferences = { $count ->
    [one] { $count } préférence importée
   *[other] { $count } préférences importées
}
transfer-labels = { $count ->
    [one] { $count } étiquette ajoutée
   *[other] { $count } étiquettes ajoutées
}
transfer-searches = { $count ->
    [one] { $count } recherche ajoutée
   *[other] { $count } recherches ajoutées
}
transfer-identities = { $count ->
    [one] { $count } identité ajoutée
   *[other] { $count } identités ajoutées
}
transfer-responses = { $count ->
    [one] { $count } réponse ajoutée
   *[other] { $count } réponses ajoutées
}
transfer-roles = { $count ->
    [one] { $count } dossier spécial choisi
   *[other] { $count } dossiers spéciaux choisis
}
transfer-lists-taken = { $count ->
    [one] { $count } liste classée comme dans le fichier
   *[other] { $count } listes classées comme dans le fichier
}
transfer-senders = { $count ->
    [one] { $count } expéditeur de confiance ajouté
   *[other] { $count } expéditeurs de confiance ajoutés
}
transfer-words = { $count ->
    [one] { $count } mot ajouté au dictionnaire
   *[other] { $count } mots ajoutés au dictionnaire
}
