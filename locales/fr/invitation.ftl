### Les invitations et les contacts joints.

invitation-from = Invitation de { $name }
invitation-published = Événement annoncé par { $name }
invitation-added = { $name } ajoute une date à une série
invitation-called-off = Annulation par { $name }
invitation-refresh = { $name } demande la dernière version de l’invitation
invitation-counter = { $name } propose autre chose
invitation-counter-declined = { $name } n’a pas retenu votre proposition
invitation-they-accepted = { $name } a accepté
invitation-they-tentative = { $name } viendra peut-être
invitation-they-declined = { $name } a refusé
invitation-they-delegated = { $name } envoie quelqu’un d’autre
invitation-they-answered = { $name } a répondu
invitation-somebody = Quelqu’un
invitation-untitled = Événement sans titre
invitation-when = Quand
invitation-here = Ici
invitation-where = Où
invitation-repeats = Répétition
invitation-organizer = Organisation
invitation-people-count = { $count ->
    [one] { $count } personne invitée
   *[other] { $count } personnes invitées
}
invitation-people-more = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
invitation-status-accepted = vient
invitation-status-tentative = peut-être
invitation-status-declined = ne vient pas
invitation-status-delegated = envoie quelqu’un d’autre
invitation-status-none = sans réponse
invitation-description = Description
invitation-comment-label = Commentaire
invitation-others = Autres dates
invitation-others-more = { $count ->
    [one] Un autre événement de ce message n’est pas affiché.
   *[other] { $count } autres événements de ce message ne sont pas affichés.
}
invitation-cancelled = Cet événement est annulé.
invitation-over = Cet événement est passé.
invitation-you-accepted = Vous avez accepté.
invitation-you-tentative = Vous avez répondu « peut-être ».
invitation-you-declined = Vous avez refusé.
invitation-yours = Vous organisez cet événement.
invitation-stranger = Votre adresse { $address } n’est pas parmi les personnes invitées.
invitation-stranger-answer = Répondre tout de même sous cette adresse
invitation-other-sender = Ce message vient de { $sender }, mais il parle au nom de { $name }. En cas de doute, vérifiez auprès de cette personne avant de répondre.
invitation-no-answer = Cette invitation ne dit pas à qui répondre, ou votre identifiant n’est pas une adresse : on ne peut pas y répondre d’ici.
invitation-accept = Accepter
invitation-maybe = Peut-être
invitation-decline = Refuser
invitation-add-comment = Ajouter un commentaire
invitation-comment-field = Commentaire pour l’organisateur
invitation-sent = Votre réponse à l’invitation est partie.
invitation-sent-no-copy = Votre réponse à l’invitation est partie. Sa copie n’est pas encore dans Envoyés.
invitation-under-way = Votre réponse à l’invitation est en route. Vous la trouverez bientôt dans Envoyés.
invitation-unknown = Le serveur n’a pas dit s’il a pris votre réponse. Regardez dans Envoyés avant de répondre encore ; votre commentaire est gardé ci-dessous.
invitation-not-sent = Votre réponse n’est pas partie : le serveur d’envoi ne la prend pas pour l’instant. Votre commentaire est gardé ci-dessous ; réessayez dans quelques minutes.
invitation-refused = Votre réponse n’est pas partie : le serveur d’envoi la refuse ({ $reason }). Votre commentaire est gardé ci-dessous.
invitation-credentials = Votre réponse n’est pas partie : le serveur d’envoi n’accepte pas votre mot de passe. Votre commentaire est gardé ci-dessous ; reconnectez-vous, puis réessayez.
invitation-nothing = Ce message n’a pas d’invitation à laquelle vous puissiez répondre. Rien n’a été envoyé.
invitation-not-sent-title = Réponse non envoyée
invitation-back = Revenir au message
invitation-in-zone = { $when } ({ $zone })
invitation-zone-paris = heure de Paris
invitation-zone-brussels = heure de Bruxelles
invitation-zone-amsterdam = heure d’Amsterdam
invitation-zone-berlin = heure de Berlin
invitation-zone-london = heure de Londres
invitation-zone-luxembourg = heure de Luxembourg
invitation-zone-zurich = heure de Zurich
invitation-zone-rome = heure de Rome
invitation-zone-new-york = heure de New York
invitation-zone-other = fuseau { $name }
invitation-at = { $day } à { $time }
invitation-from-to = { $day } de { $start } à { $end }
invitation-span = du { $first } à { $start } au { $last } à { $end }
invitation-day = { $day }, toute la journée
invitation-days = du { $first } au { $last }
invitation-every-day = { $count ->
    [one] chaque jour
   *[other] tous les { $count } jours
}
invitation-every-week = { $count ->
    [one] chaque semaine
   *[other] toutes les { $count } semaines
}
invitation-every-month = { $count ->
    [one] chaque mois
   *[other] tous les { $count } mois
}
invitation-every-year = { $count ->
    [one] chaque année
   *[other] tous les { $count } ans
}
invitation-on-day = le { $weekday }
invitation-on-nth = { $number ->
    [1] le premier { $weekday }
    [2] le deuxième { $weekday }
    [3] le troisième { $weekday }
    [4] le quatrième { $weekday }
    [5] le cinquième { $weekday }
   *[other] le dernier { $weekday }
}
invitation-and = { $first } et { $last }
invitation-until = jusqu’au { $day }
invitation-times = { $count ->
    [one] une fois
   *[other] { $count } fois
}
invitation-repeated = à plusieurs dates
invitation-subject-accepted = Accepté : { $name }
invitation-subject-tentative = Peut-être : { $name }
invitation-subject-declined = Refusé : { $name }
invitation-letter-accepted = { $name } a accepté l’invitation « { $event } ».
invitation-letter-tentative = { $name } viendra peut-être : « { $event } ».
invitation-letter-declined = { $name } a refusé l’invitation « { $event } ».
cards-attached = { $count ->
    [one] Un contact joint
   *[other] { $count } contacts joints
}
cards-more = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
cards-add = Ajouter à mes contacts
cards-all-known = Déjà dans vos contacts.
cards-without-address = Sans adresse électronique : rien à ajouter.
cards-added = { $added ->
    [one] Un contact ajouté.
   *[other] { $added } contacts ajoutés.
} { $known ->
    [0] {""}
    [one] Un autre y était déjà.
   *[other] { $known } autres y étaient déjà.
}
cards-added-here = { $count ->
    [one] Un contact a été ajouté, dans votre carnet personnel : le serveur de l’autre carnet ne l’a pas pris.
   *[other] { $count } contacts ont été ajoutés, en tout ou en partie dans votre carnet personnel : le serveur de l’autre carnet ne les a pas tous pris.
}
cards-none-added = Aucun contact à ajouter : ils y sont déjà, ou n’ont pas d’adresse électronique.
