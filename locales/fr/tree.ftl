### Les dossiers à côté de chaque page.

folder-branch = Sous-dossiers de { $name }
folder-unseen-inside = , { $count ->
    [one] { $count } non lu, sous-dossiers compris
   *[other] { $count } non lus, sous-dossiers compris
}
