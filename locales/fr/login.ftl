### Connexion.

login-title = Connexion
login-hello = Bonjour.
login-lead = Connectez-vous à votre messagerie.
login-demonstration = Ceci est une démonstration. Entrez avec demo@demo.fr.fto ou claire@demo.fr.fto, mot de passe « demo ». Ce que vous écrivez ne quitte pas cette machine.
login-user = Adresse
login-password = Mot de passe
login-show-password = Afficher le mot de passe
login-submit = Se connecter
login-postmark-top = Facteur
login-postmark-bottom = Courrier du jour
login-wrong = Adresse ou mot de passe incorrect. { $count ->
    [0] C’était le dernier essai avant une pause.
    [one] Il vous reste un essai avant une pause.
   *[other] Il vous reste { $count } essais avant une pause.
}
login-wait = Trop d’essais. { $count ->
    [0] Réessayez dans moins d’une minute.
    [one] Réessayez dans une minute.
   *[other] Réessayez dans { $count } minutes.
}
login-server = Le serveur de messagerie ne répond pas. Votre mot de passe n’est pas en cause ; réessayez dans un instant.
login-certificate = L’identité du serveur de messagerie n’est pas confirmée : votre mot de passe n’a pas été envoyé. Prévenez votre administrateur.
login-name = Saisissez votre adresse et votre mot de passe.
login-again = Votre session a expiré. Reconnectez-vous pour continuer.
logged-out = Session fermée. À bientôt.
logged-out-cleared = Session fermée. Les anciens messages ont été supprimés comme vous l’avez demandé.
logged-out-uncleared = Session fermée. Tous les anciens messages n’ont pas pu être supprimés ; ce sera fait à la prochaine déconnexion.
