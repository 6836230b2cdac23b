### Les réponses toutes prêtes.

responses-title = Réponses
responses-about = Les textes que vous écrivez souvent. Le menu « Réponses » de la rédaction les met à l’endroit du curseur.
responses-new = Nouvelle réponse
responses-none = Aucune réponse pour l’instant. Créez la première, ou enregistrez un texte depuis la rédaction.
responses-fixed = Fournie par votre administrateur
responses-fixed-hint = Votre administrateur a écrit cette réponse : elle se lit et s’insère, et ne se modifie pas.
responses-common = Commune
responses-name = Nom dans le menu
responses-body = Texte
responses-hint = La réponse s’insère à l’endroit du curseur. Votre signature reste en dessous.
responses-kept = Réponse enregistrée.
responses-remove = Supprimer la réponse
responses-remove-question = Supprimer cette réponse ?
responses-remove-hint = Les messages où elle a servi ne changent pas.
responses-removed = Réponse supprimée.
responses-no-name = Donnez un nom à la réponse : c’est lui que montre le menu.
responses-name-long = Ce nom est trop long. Raccourcissez-le à 100 caractères.
responses-no-body = La réponse est vide. Écrivez son texte.
responses-body-long = Cette réponse est trop longue. Raccourcissez-la à 64 Ko.
responses-too-many = Vous avez déjà { $count } réponses. Supprimez-en une, puis recommencez.
responses-search = Chercher une réponse
responses-save-text = Enregistrer le texte comme réponse
responses-manage = Gérer les réponses
responses-empty-menu = Aucune réponse pour l’instant
responses-failed = La réponse n’a pas pu être insérée. Votre texte n’a pas changé ; réessayez.
