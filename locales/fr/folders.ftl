### Les dossiers, rangés.

folders-title = Dossiers
folders-about = Créer, renommer, déplacer, vider et supprimer vos dossiers.
folders-list = Tous vos dossiers
folders-new = Nouveau dossier
folders-create = Créer le dossier
folders-name = Nom du dossier
folders-inside = Placé dans
folders-top = (aucun, au premier niveau)
folders-hidden = masqué
folders-messages = messages
folders-unseen = non lus
folders-size = occupés
folders-open = Ouvrir
folders-read = Tout marquer comme lu
folders-show = Afficher dans la liste
folders-hide = Masquer de la liste
folders-empty = Vider le dossier
folders-delete = Supprimer le dossier
folders-empty-question = { $count ->
    [one] Vider ce dossier de son message ?
   *[other] Vider ce dossier de ses { $count } messages ?
}
folders-empty-trash = Les messages vont dans la corbeille.
folders-empty-good = Les messages sont supprimés définitivement.
folders-delete-question = Supprimer le dossier « { $name } » ?
folders-delete-hint = { $count ->
    [0] Le dossier ne contient aucun message.
    [one] Son message est supprimé définitivement.
   *[other] Ses { $count } messages sont supprimés définitivement.
}
folders-delete-inner = { $count ->
    [one] Le dossier qu’il contient l’est aussi.
   *[other] Les { $count } dossiers qu’il contient le sont aussi.
}
folders-role = Ce dossier a un rôle : il ne peut être ni renommé, ni déplacé, ni masqué, ni supprimé.
folders-read-only = Vos droits sur ce dossier ne permettent pas de le renommer ni de le supprimer.
folders-emptying = Le dossier se vide ; vous pouvez quitter cette page.
folders-emptied = Le dossier est vidé.
folders-stopped = Le dossier n’a pas pu être vidé entièrement. Ce qui reste est intact ; réessayez.
folders-created = Dossier créé.
folders-renamed = Dossier enregistré.
folders-deleted = Dossier supprimé.
folders-renamed-rules = Dossier enregistré. Vos règles y rangent les messages sous son nouveau nom.
folders-renamed-not-rules = Dossier enregistré, mais vos règles n’ont pas pu être adaptées : celles qui rangent des messages dans ce dossier portent peut-être encore son ancien nom. Corrigez-les dans Paramètres, Filtres.
folders-deleted-named = Dossier supprimé. Des règles y rangent encore des messages : corrigez-les dans Paramètres, Filtres.
folders-now-shown = Le dossier est affiché dans la liste.
folders-now-hidden = Le dossier n’est plus affiché dans la liste ; ses messages restent.
folders-seen = Tous les messages du dossier sont marqués comme lus.
folders-name-empty = Donnez un nom au dossier.
folders-name-long = Ce nom est trop long : 128 caractères au plus.
folders-name-character = Le caractère « { $character } » ne peut pas figurer dans un nom de dossier.
folders-name-taken = Un dossier porte déjà ce nom à cet endroit. Choisissez-en un autre.
folders-gone = Ce dossier n’existe plus. La liste est à jour.
folders-not-inside = Le dossier ne peut pas être placé là. Choisissez un autre endroit.
folders-refused = Le serveur de messagerie a refusé ; rien n’a changé. Essayez un autre nom ou un autre endroit.
