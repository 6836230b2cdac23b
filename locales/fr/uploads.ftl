### Des fichiers en route vers un message.

upload-under-way = Fichiers en cours d’envoi
upload-waiting = Connexion perdue. Nouvel essai dans un instant…
upload-retry = Réessayer d’envoyer { $name }
upload-cancel = Annuler l’envoi de { $name }
upload-leave = Des fichiers sont encore en cours d’envoi. Continuer sans eux ?
