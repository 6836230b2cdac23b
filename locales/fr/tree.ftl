### Les dossiers à côté de chaque page.

folder-branch = Sous-dossiers de { $name }
folder-unseen-inside = , { $count ->
    [one] { $count } non lu, sous-dossiers compris
   *[other] { $count } non lus, sous-dossiers compris
}
nav-others-folders = Boîtes d’autres personnes
nav-shared-folders = Dossiers partagés
rights-to-read = lecture seule
rights-to-read-hint = Vos droits sur ce dossier ne permettent que de lire ses messages.
quota-title = Espace utilisé
quota-used = { $used } sur { $limit } utilisés
quota-full = Boîte pleine : { $used } sur { $limit }
quota-full-title = Votre boîte est pleine.
quota-full-means = Les nouveaux messages sont refusés et leurs expéditeurs prévenus.
quota-sort = Trier par taille
nav-manage-folders = Gérer les dossiers
folders-new-inside = Nouveau sous-dossier
folders-arrange = Renommer, déplacer, régler
folders-shown-all = Les dossiers des autres sont tous affichés tant que vous n’en choisissez aucun. Si vous affichez celui-ci, seuls ceux que vous aurez choisis le seront.
