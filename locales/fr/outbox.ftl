### La boîte d’envoi : ce qui est parti, ce qui attend.

outbox-it-was-sent = Il est parti : le ranger dans Envoyés
outbox-send-again = Renvoyer quand même
outbox-filed = Message rangé dans Envoyés.
outbox-title = Boîte d’envoi
outbox-about = Ces messages partiront à l’heure dite, même si vous êtes déconnecté.
outbox-empty = Rien n’attend
outbox-empty-sentence = Les messages à envoyer plus tard, et ceux qui n’ont pas pu partir, sont rangés ici.
outbox-count = { $count ->
    [one] , { $count } message en attente
   *[other] , { $count } messages en attente
}
outbox-due = Départ : { $date }
outbox-going = Envoi en cours…
outbox-sending = { $count ->
    [0] Envoi en cours…
    [one] Envoi dans { $count } seconde.
   *[other] Envoi dans { $count } secondes.
}
outbox-undo = Annuler l’envoi
outbox-waits = Le message partira { $date }.
outbox-changed = Le message partira { $date }.
outbox-called-back = Envoi annulé. Le message est de nouveau un brouillon.
outbox-too-late = Trop tard pour ce message : il est parti, ou il n’attend plus.
outbox-bad-time = Choisissez une date et une heure à venir, dans l’année. Votre texte est gardé.
outbox-take-back = Reprendre
outbox-send-now = Envoyer maintenant
outbox-change = Changer l’heure
outbox-change-do = Changer
outbox-time = Date et heure
outbox-open = Ouvrir
outbox-later = Envoyer plus tard
outbox-later-do = Envoyer à cette heure
outbox-in-an-hour = Dans une heure
outbox-this-evening = Ce soir
outbox-tomorrow = Demain matin
outbox-on-monday = Lundi matin
outbox-credentials = Le message n’est pas parti : le serveur d’envoi a refusé votre mot de passe, qui a changé depuis. Envoyez-le maintenant avec le nouveau, ou choisissez une autre heure.
outbox-not-now = Le message n’est pas parti : le serveur d’envoi n’a pas pu le prendre pendant plus d’un jour. Envoyez-le maintenant, ou choisissez une autre heure.
outbox-unreachable = Le message n’est pas parti : le serveur d’envoi est resté injoignable pendant plus d’un jour. Envoyez-le maintenant, ou choisissez une autre heure.
outbox-stopped = Le message n’est pas parti : l’envoi s’est interrompu avant que le serveur d’envoi ne l’ait reçu. Reprenez le brouillon et envoyez-le de nouveau.
outbox-damaged = Le message n’est pas parti : ce qui était prêt ne peut plus être lu. Reprenez le brouillon et envoyez-le de nouveau.
outbox-undo-question = Délai pour annuler un envoi
outbox-undo-hint = Pendant ce délai, le message attend sur le serveur ; il part ensuite même si vous fermez la page.
outbox-undo-off = Aucun
outbox-undo-seconds = { $count } s
