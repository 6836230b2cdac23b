### Images d’autres serveurs dans un message ouvert.

images-show = Afficher les images
images-always-for = Toujours pour { $name }
images-once = Images affichées pour cette fois.
images-trusted = Images affichées : expéditeur de confiance.
images-known = Images affichées : l’expéditeur est dans vos contacts.
images-stop = Ne plus afficher
