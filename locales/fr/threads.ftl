### Les conversations dans la liste.

settings-threads = Grouper les listes par conversation
settings-threads-hint = Les messages d’un même échange tiennent sur une ligne. Ce que vous choisissez au-dessus d’une liste l’emporte pour ce dossier.
settings-unfold = Conversations dépliées dans la liste
settings-unfold-never = Aucune d’avance
settings-unfold-unread = Celles qui ont du nouveau
settings-unfold-all = Toutes
settings-real-names = Afficher les noms réels des dossiers
settings-real-names-hint = Les dossiers s’appellent comme sur le serveur, par exemple « Drafts » au lieu de « Brouillons ». La boîte de réception garde son nom.
list-unfold = Déplier la conversation : { $name }
list-fold = Replier la conversation : { $name }
