### La redirection, et ce qu’elle a en commun avec le message d’absence.

redirection-title = Redirection
redirection-about = Vos messages sont envoyés vers d’autres adresses dès leur arrivée.
redirection-do = Rediriger
redirection-on = Activée
redirection-keep = Garder une copie ici
redirection-keeps = Les messages restent dans la boîte de réception
redirection-keep-hint = Sans copie, les messages redirigés n’apparaissent plus dans cette messagerie.
redirection-targets = Adresses
redirection-none = Aucune adresse pour l’instant. Ajoutez celle vers laquelle vos messages doivent partir.
redirection-is-outside = Externe
redirection-is-inside = Interne
redirection-is-on = Active
redirection-remove = Retirer { $name }
redirection-another = Nouvelle adresse
redirection-add = Ajouter
redirection-most = { $count ->
    [one] Une adresse au plus.
   *[other] { $count } adresses au plus.
}
redirection-forbidden = Votre administrateur ne permet pas que des règles envoient vos messages à d’autres adresses.
redirection-no-more = Votre administrateur ne permet plus de nouvelle adresse. Celles-ci restent jusqu’à ce que vous les retiriez.
redirection-domains = Domaines permis : { $name }.
redirection-no-copy = Aucune copie n’est gardée ici : si une des adresses ne fonctionne plus, les messages sont perdus.
redirection-outside = Une adresse au moins est hors de votre organisation. Les changements de redirection sont inscrits dans le journal de l’administrateur.
redirection-no-target = Ajoutez l’adresse vers laquelle vos messages doivent partir.
redirection-kept = Redirection enregistrée. Une copie des messages reste ici.
redirection-kept-without-copy = Redirection enregistrée. Les messages ne restent pas ici.
redirection-kept-off = Redirection enregistrée. Elle n’est pas active.
redirection-notice = { $count ->
    [0] Vos messages sont redirigés vers { $address }.
    [one] Vos messages sont redirigés vers { $address } et une autre adresse.
   *[other] Vos messages sont redirigés vers { $address } et { $count } autres adresses.
}
redirection-notice-no-copy = Aucune copie ne reste ici.
rules-manage = Gérer
rules-not-offered = Cette page demande un serveur de règles (ManageSieve), et votre administrateur n’en a pas configuré. Adressez-vous à votre administrateur pour votre absence ou une redirection.
rules-credentials = Le serveur de règles refuse votre mot de passe. Rien n’a été changé. Prévenez votre administrateur.
rules-certificate = L’identité du serveur de règles n’est pas confirmée : votre mot de passe n’a pas été envoyé, et rien n’a été changé. Prévenez votre administrateur.
rules-away = Le serveur de règles ne répond pas. Rien n’a été changé, et vos règles continuent comme avant. Réessayez dans un instant.
rules-quota = Le serveur n’a plus de place pour vos règles. Rien n’a été changé ; raccourcissez ce que vous avez saisi, ou supprimez un ancien script sous « Filtres », « Autres scripts », puis enregistrez de nouveau.
rules-refused = Le serveur a refusé ces règles. Celles d’avant restent actives, et votre saisie est gardée ci-dessous. Il dit : { $reason }
rules-unreadable = Le script « { $name } » ne peut pas être lu (ligne { $line }). Rien n’a été changé. Corrigez-le avec le programme qui l’a écrit, ou prévenez votre administrateur.
rules-bound = Cette règle se trouve dans le script « { $name } », qui n’est pas actif, et dépend du reste de ce script. Rien n’a été changé, et votre saisie est gardée ci-dessous. Activez le script sous « Filtres », « Autres scripts », ou supprimez-y la règle, puis enregistrez de nouveau.
rules-changed = Ces réglages ont été changés ailleurs pendant que cette page était ouverte. Rien n’a été enregistré, et votre saisie est gardée ci-dessous : enregistrez de nouveau pour qu’elle remplace l’autre.
rules-unsure = Le serveur de règles n’a pas confirmé l’enregistrement. C’est peut-être enregistré : regardez la liste de vos règles avant de recommencer. Ce que vous avez saisi sur cette page est gardé.
rules-no-address = « { $address } » n’est pas une adresse. Écrivez-la en entier, par exemple claire@exemple.fr.
rules-own-address = C’est l’adresse de ce compte : les messages tourneraient en rond. Choisissez-en une autre.
rules-no-redirect = Votre administrateur ne permet pas que des règles envoient vos messages à d’autres adresses. Rien n’a été changé.
rules-only-domains = Votre administrateur permet d’envoyer des messages à des adresses de ces domaines seulement : { $domains }. Rien n’a été changé ; choisissez une autre adresse.
rules-loop = Une adresse de destination est aussi la vôtre. Si son courrier revient ici, les messages tourneraient en rond : vérifiez-le avant de vous y fier.
rules-too-many = { $count ->
    [one] Votre serveur permet une adresse au plus. Retirez les autres.
   *[other] Votre serveur permet { $count } adresses au plus. Retirez-en.
}
rules-password-needed = Cette adresse est hors de votre organisation. Saisissez votre mot de passe pour confirmer que c’est bien vous, puis enregistrez.
rules-password-hint = Demandé avant que des messages ne soient envoyés à une nouvelle adresse externe.
