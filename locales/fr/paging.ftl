### Ce qui suit une page de la liste.

settings-paging = Au bas de la liste
settings-paging-pages = Un lien vers la page suivante
settings-paging-endless = La suite arrive d’elle-même
