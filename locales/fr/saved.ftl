### Les recherches gardées sous un nom.

saved-title = Recherches enregistrées
saved-save = Enregistrer
saved-name = Nom de la recherche
saved-do = Enregistrer la recherche
saved-forget = Oublier la recherche « { $name } »
saved-done = Recherche « { $name } » enregistrée. Elle vous attend dans le menu de la recherche.
saved-forgotten = Recherche « { $name } » oubliée.
saved-no-name = La recherche n’a pas de nom : elle n’est pas enregistrée. Donnez-lui-en un.
saved-too-many = Vous avez déjà { $count } recherches enregistrées : celle-ci ne l’est pas. Oubliez-en d’abord une.
