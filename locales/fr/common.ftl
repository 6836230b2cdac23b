### Ce qui entoure chaque page.

app-name = Facteur
app-home = Facteur, accueil
skip-to-content = Aller au contenu
nav-main = Navigation principale
nav-mail = Courrier
nav-compose = Rédiger
nav-folders = Dossiers
nav-main-folders = Boîte et dossiers principaux
nav-logout = Déconnexion
nav-account = Compte :
nav-language = Langue
notice-close = Fermer
folder-inbox = Boîte de réception
folder-drafts = Brouillons
folder-sent = Envoyés
folder-archive = Archives
folder-junk = Spams
folder-trash = Corbeille
folder-all = Tous les messages
folder-flagged = Suivis
folder-unseen = , { $count ->
    [one] { $count } non lu
   *[other] { $count } non lus
}
folder-messages = , { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
problem-network = Serveur injoignable. Vérifiez votre connexion, puis réessayez.
problem-server = Le serveur n’a pas pu répondre. Réessayez dans un instant.
problem-gone = Ce message n’est plus ici. Actualisez la liste.
size-octets = { $size } o
size-kilo = { $size } Ko
size-mega = { $size } Mo
size-giga = { $size } Go
