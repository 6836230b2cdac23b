### L’espace utilisé.

storage-title = Espace utilisé
storage-about = Ce que prend chaque dossier, et la place qu’il reste.
storage-all = Au total
storage-no-limit = Votre serveur de messagerie n’indique aucune limite.
storage-total = occupés par vos messages
storage-by-folder = Par dossier
storage-hint = Le plus gros d’abord. Ouvrez un dossier pour voir ses messages du plus lourd au plus léger. Après une suppression, videz la corbeille pour retrouver la place.
storage-untold = Votre serveur de messagerie n’indique pas la taille des dossiers. Ouvrez-en un pour voir ses messages du plus lourd au plus léger.
storage-late = Votre serveur de messagerie n’a pas indiqué à temps la taille de tous les dossiers : il doit peut-être d’abord compter leurs messages.
storage-again = Réessayer
storage-partly = La taille de certains dossiers n’est pas connue : ils sont à la fin.
storage-none = Il n’y a aucun dossier.
storage-messages = { $count ->
    [0] Aucun message
    [one] { $count } message
   *[other] { $count } messages
}
storage-part = { $count } %
