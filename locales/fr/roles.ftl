### Quel dossier sert à quoi.

roles-title = Dossiers spéciaux
roles-about = Choisissez où vont vos brouillons, vos messages envoyés et ceux que vous archivez, signalez ou supprimez. Sans choix de votre part, le serveur décide.
roles-usual = Selon le serveur
roles-server = Selon le serveur : { $name }
roles-made = Selon le serveur : « { $name } », créé au besoin
roles-kept = Dossiers spéciaux enregistrés.
roles-twice = Chaque dossier ne peut avoir qu’un rôle. Choisissez des dossiers différents.
roles-gone = Un des dossiers choisis n’existe plus, ou ne peut pas avoir ce rôle. Rien n’a changé ; choisissez-en un autre.
roles-lost = Le dossier « { $chosen } », choisi pour « { $role } », n’existe plus : celui du serveur le remplace.
folders-delete-role = Vous aviez choisi ce dossier pour un rôle : le serveur en désignera un autre.
