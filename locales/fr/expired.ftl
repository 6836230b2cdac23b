### Quand la session a expiré pendant la rédaction.

expired-title = Se reconnecter
expired-lead = Votre session a expiré. Votre texte est toujours là : reconnectez-vous, et ce que vous faisiez continue.
expired-failed = La connexion n’a pas abouti. Votre texte est toujours là ; réessayez dans un instant.
expired-away = Le serveur ne répond pas : rien n’est parti. Votre texte est toujours là ; réessayez dans un instant.
expired-kept-with-files = Votre session avait expiré : rien n’a été envoyé. Votre texte est gardé ci-dessous, et ses fichiers ({ $name }) y seront joints dès que vous l’enregistrez ou l’envoyez ; relisez-le d’abord.
