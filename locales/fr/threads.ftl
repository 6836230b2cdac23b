### Les conversations dans la liste.

settings-unfold = Conversations dépliées dans la liste
settings-unfold-never = Aucune d’avance
settings-unfold-unread = Celles qui ont du nouveau
settings-unfold-all = Toutes
list-unfold = Déplier la conversation : { $name }
list-fold = Replier la conversation : { $name }
