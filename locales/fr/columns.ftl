### Les colonnes de la liste.

columns-title = Colonnes de la liste
columns-order = Ce que montre une ligne, dans l’ordre
columns-hint = Quand la liste est large et que chaque message tient sur une ligne. L’objet est toujours montré.
columns-place = Colonne { $count }
columns-save = Enregistrer les colonnes
column-none = Aucune
column-from = Expéditeur
column-subject = Objet
column-marks = Suivi, pièce jointe
column-date = Date
column-to = Destinataires
column-size = Taille
