### Le script des règles.

filters-title = Filtres
filters-about = Les règles que votre serveur applique à chaque message qui arrive, écrites en Sieve.
filters-rules = Vos règles, dans l’ordre
filters-none = Aucune règle pour l’instant. Le message d’absence et la redirection en ajoutent une chacun ; vous pouvez en écrire d’autres ci-dessous.
filters-no-name = Règle sans nom
filters-off = Désactivée
filters-script = Le script
filters-script-label = Script Sieve
filters-script-hint = Un commentaire « # rule:[Factures] » au-dessus d’une règle lui donne son nom. Extensions que votre serveur connaît :
filters-check = Vérifier
filters-checked = Le serveur accepte ce script. Il n’est pas encore enregistré.
filters-kept = Script enregistré. Il s’applique dès maintenant.
filters-refused = Le serveur n’accepte pas ce script, et celui d’avant reste actif. Il dit : { $reason }
filters-odd = Le serveur accepte ce script, mais ces pages ne sauraient plus le lire (ligne { $line }). Rien n’a été enregistré.
filters-too-long = Le script est trop long. Raccourcissez-le à 1 Mo.
filters-password = Ce script envoie des messages à une nouvelle adresse hors de votre organisation. Saisissez votre mot de passe pour confirmer que c’est bien vous, puis enregistrez.
