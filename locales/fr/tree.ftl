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
