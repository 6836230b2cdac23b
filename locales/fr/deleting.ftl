### Ce qui est supprimé.

deleting-title = Suppression
deleting-reads = Marquer comme lu ce qui est supprimé
deleting-junk = Supprimer un spam
deleting-junk-hint = Ce qui est supprimé définitivement ne peut plus être rétabli.
deleting-junk-trash = Vers la corbeille
deleting-junk-for-good = Définitivement
