### Personnes et en-têtes d’un message.

people-write = Écrire
people-copy = Copier l’adresse
people-copied = Adresse copiée.
people-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
headers-title = En-têtes complets
headers-show = Tous les en-têtes
headers-back = Retour au message
headers-cut = Cet en-tête est très long : la fin n’est pas affichée.
headers-none = Ce message n’a pas d’en-tête lisible.
headers-raw = Tel que reçu
