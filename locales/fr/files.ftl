### Les fichiers d’un message.

files-open = Ouvrir
files-download = Télécharger { $name }
files-all = Tout télécharger
files-show-all = Voir les { $count } fichiers
files-show-less = Voir moins de fichiers
files-zip-name = Pièces jointes
files-pictures = Images du message
files-back = Retour au message
files-others = Fichiers du message
files-previous = Fichier précédent : { $name }
files-next = Fichier suivant : { $name }
files-about = { $size }, { $place } sur { $count }
files-text-cut = Ce texte est long : seul le début est affiché ({ $size }). Téléchargez le fichier pour le lire en entier.
files-empty = Ce fichier est vide.
files-no-preview = Ce fichier ne peut pas être affiché ici.
files-no-preview-sentence = Téléchargez-le pour l’ouvrir dans un autre programme, si vous savez de qui il vient.
files-pdf-hint = Rien ne s’affiche ? Votre navigateur ne lit pas les PDF : téléchargez le fichier.
