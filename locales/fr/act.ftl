### Ce que l’on fait d’un message.

act-archive = Archiver
act-delete = Supprimer
act-move = Déplacer
act-move-to = Déplacer/Copier…
act-move-title = Déplacer/Copier vers
act-move-here = Déplacer
act-copy-here = Copier
act-filter-folders = Chercher un dossier
act-mark = Marquer
act-more = Plus
act-print = Imprimer
act-export = Télécharger (.eml)
act-source = Voir la source
act-moved = { $count ->
    [one] Message déplacé dans « { $folder } ».
   *[other] { $count } messages déplacés dans « { $folder } ».
}
act-copied = { $count ->
    [one] Message copié dans « { $folder } ».
   *[other] { $count } messages copiés dans « { $folder } ».
}
act-erased = { $count ->
    [one] Message supprimé définitivement.
   *[other] { $count } messages supprimés définitivement.
}
act-marked = { $count ->
    [one] Message marqué.
   *[other] { $count } messages marqués.
}
act-no-folder = Ce dossier n’existe plus ou ne reçoit pas de messages : rien n’a été déplacé. Choisissez-en un autre.
act-already-here = { $count ->
    [one] Ce message est déjà dans ce dossier.
   *[other] Ces messages sont déjà dans ce dossier.
}
act-full = Votre boîte est pleine : rien n’a été déplacé. Supprimez d’abord des messages dont vous n’avez plus besoin.
act-refused = Le serveur de messagerie ne permet pas cette action ici : rien n’a changé.
act-not-kept = Ce dossier ne garde pas cette marque : rien n’a changé. Déplacez le message dans un autre dossier pour la lui donner.
mark-seen = Comme lu
mark-unseen = Comme non lu
mark-flagged = Comme suivi
mark-unflagged = Ne plus suivre
mark-label-important = Important
mark-label-work = Travail
mark-label-personal = Personnel
mark-label-to-do = À faire
mark-label-later = Peut attendre
erase-title = Supprimer définitivement
erase-question = { $count ->
    [one] Supprimer ce message définitivement ?
   *[other] Supprimer ces { $count } messages définitivement ?
}
erase-sentence = Personne ne pourra le récupérer, pas même votre administrateur.
erase-do = Supprimer définitivement
erase-cancel = Annuler
source-title = Source du message
source-cut = Seul le début est affiché ({ $size }). Téléchargez le message pour avoir le reste.
source-back = Retour au message
print-frame = Sans scripts, imprimez le contenu depuis sa propre page.
print-frame-link = Ouvrir le contenu seul
act-forward-inline = Transférer dans le texte
