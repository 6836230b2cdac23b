### Choisir plusieurs messages d’une liste.

select-title = Sélectionner
select-row = Sélectionner :
select-page = Toute la page
select-unread = Les non lus de la page
select-others = Inverser la sélection
select-none = Rien
select-some = Sélection
select-count = { $count ->
    [one] { $count } sélectionné
   *[other] { $count } sélectionnés
}
select-all = Les { $count } du dossier
select-all-found = Les { $count } trouvés
select-all-threads = Les { $count } conversations du dossier
select-clear = Annuler la sélection
select-actions = Actions sur la sélection
list-actions = Actions de la liste
select-label = Étiqueter
select-unlabel = Retirer l’étiquette
