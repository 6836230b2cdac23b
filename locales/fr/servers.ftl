### Les carnets qui sont sur un serveur.

contacts-server = Serveur
contacts-server-new-title = Carnet sur un serveur
contacts-server-sentence = Ajoutez ici les carnets d’adresses (CardDAV) d’un autre serveur : ils s’affichent à côté des vôtres, et ce que vous y changez est enregistré là-bas.
contacts-server-none = Votre administrateur n’a prévu aucun serveur de carnets d’adresses.
contacts-server-other = Autre serveur
contacts-server-of-mail = avec votre compte e-mail
contacts-server-url = Adresse du serveur
contacts-server-url-hint = Par exemple cloud.example.org, ou l’adresse complète d’un carnet. Le serveur doit être joignable en https.
contacts-server-login = Nom d’utilisateur
contacts-server-password = Mot de passe
contacts-server-password-hint = Le mot de passe est gardé chiffré et n’est envoyé qu’à ce serveur. Si le serveur le permet, créez un mot de passe d’application.
contacts-server-add = Chercher les carnets
contacts-server-known = { $count ->
    [one] Ce carnet est déjà dans votre liste : rien n’a changé.
   *[other] Ces { $count } carnets sont déjà dans votre liste : rien n’a changé.
}
contacts-server-added = { $count ->
    [one] { $count } carnet ajouté.
   *[other] { $count } carnets ajoutés.
}
contacts-server-not-added = { $why } Aucun carnet n’a été ajouté.
contacts-server-not-saved = { $why } Rien n’a été enregistré : ce que vous avez saisi est toujours ci-dessous.
contacts-server-away = Le serveur de ce carnet ne répond pas.
contacts-server-refused = Le serveur de ce carnet refuse le nom d’utilisateur ou le mot de passe.
contacts-server-locked = Le mot de passe de ce carnet manque : saisissez-le à nouveau dans les réglages du carnet.
contacts-server-busy = Ce carnet est en cours de lecture ou de modification : réessayez dans un instant.
contacts-server-elsewhere = Cette adresse n’est pas acceptée, ou elle renvoie vers un autre serveur. Il faut un serveur public, joignable en https.
contacts-server-says-read-only = Ce carnet est en lecture seule sur son serveur.
contacts-server-changed = Une fiche a été modifiée entre-temps sur le serveur : elle s’affiche maintenant telle qu’elle y est.
contacts-server-full = Le serveur de ce carnet n’accepte pas cette fiche : elle est trop grande, ou il est plein.
contacts-server-no-books = Aucun carnet d’adresses n’a été trouvé à cette adresse.
contacts-server-nonsense = Ce serveur ne répond pas comme un serveur de carnets d’adresses (CardDAV).
contacts-server-too-much = Ce serveur envoie plus de données que ce qui est accepté.
contacts-server-no-room = La place accordée ici aux copies de vos carnets de serveurs est épuisée, et des fiches peuvent manquer. Retirez un carnet de la liste, ou demandez davantage de place à votre administrateur.
contacts-server-fresh = À jour : { $since }.
contacts-server-stale = { $why } C’est ainsi depuis le { $failed }. Les fiches affichées sont celles du { $since }.
contacts-server-unread = { $why } Le carnet n’a pas encore pu être lu.
contacts-server-reading = Lecture du carnet en cours. Actualisez la page dans un instant.
contacts-server-new = Ce carnet n’a pas encore été lu.
contacts-server-sync = Synchroniser maintenant
contacts-server-read = Le carnet est à jour.
contacts-server-rights = Droits
contacts-server-read-only = Lecture seule
contacts-server-new-password = Nouveau mot de passe
contacts-server-new-password-hint = Laissez vide pour garder l’actuel.
contacts-server-removal = Le carnet disparaît d’ici avec la copie de ses fiches. Rien n’est supprimé sur le serveur.
contacts-server-remove = Retirer d’ici
contacts-server-removed = Le carnet « { $name } » n’est plus affiché ici. Rien n’a été supprimé sur le serveur.
contacts-stopped = { $count ->
    [0] { $why } Rien n’a été modifié.
    [one] { $why } Un seul contact a été traité.
   *[other] { $why } { $count } contacts ont été traités, pas les autres.
}
contacts-other-version = La fiche telle qu’elle est maintenant
