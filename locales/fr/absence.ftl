### Le message d’absence.

absence-title = Message d’absence
absence-about = Une réponse automatique part à chaque personne qui vous écrit. Les listes de diffusion et les envois automatiques n’en reçoivent pas.
absence-not-offered = Votre serveur de messagerie ne sait pas envoyer de réponse automatique.
absence-is-active = Actif maintenant.
absence-notice = Message d’absence actif.
absence-is-ahead = Programmé.
absence-is-over = Terminé.
absence-over-means = Plus aucune réponse ne part.
absence-from-to = Du { $start } au { $end }.
absence-from = À partir du { $start }.
absence-to = Jusqu’au { $end }.
absence-without-end = Jusqu’à ce que vous l’arrêtiez.
absence-moment = { $day } à { $time }
absence-switch-off = Désactiver
absence-loses-mail = Les messages reçus sont supprimés après la réponse, et ne vont nulle part ailleurs : ils sont perdus.
absence-when = Quand
absence-on = Activé
absence-period = Période
absence-period-hint = Sans heure, les deux jours sont compris en entier. Sans date de fin, il reste actif jusqu’à ce que vous l’arrêtiez.
absence-no-period = Votre serveur de messagerie ne sait pas lire les dates : activez le message à votre départ, et désactivez-le à votre retour.
absence-start = Du
absence-end = Au
absence-at = à
absence-every = Répondre à une même personne
absence-once = Une fois pendant l’absence
absence-every-days = { $count ->
    [one] Une fois par jour
   *[other] Tous les { $count } jours
}
absence-every-minutes = { $count ->
    [one] Toutes les minutes
   *[other] Toutes les { $count } minutes
}
absence-every-usual = Selon le réglage du serveur
absence-answer = Réponse
absence-sender = Adresse d’expéditeur
absence-sender-usual = Celle qui a reçu le message
absence-subject = Objet
absence-subject-hint = S’il est vide, la réponse reprend l’objet du message reçu.
absence-text = Texte
absence-addresses = Vos autres adresses
absence-addresses-hint = Un message n’a de réponse que s’il vous est adressé personnellement : ajoutez ici les adresses dont le courrier arrive dans cette boîte.
absence-mail = Messages reçus pendant l’absence
absence-then = Que faire des messages
absence-keep = Les garder dans la boîte de réception
absence-copy = Les garder, et en envoyer une copie à une autre adresse
absence-redirect = Les envoyer à une autre adresse, sans les garder ici
absence-discard = Les supprimer
absence-discard-hint = Après la réponse automatique. Non conseillé : ils sont perdus.
absence-to-whom = Adresse
absence-to-whom-hint = Pour une copie ou un envoi à une autre adresse.
absence-kept = Message d’absence enregistré.
absence-kept-off = Message d’absence enregistré. Il n’est pas actif.
absence-no-date = Ce n’est pas une date. Écrivez-la comme 2026-12-24, et l’heure comme 18:00.
absence-ends-before = La fin est avant le début. Corrigez une des deux dates.
absence-no-text = Écrivez le texte de la réponse.
absence-long-text = Le texte est trop long. Raccourcissez-le à 64 Ko.
absence-long-subject = L’objet est trop long. Raccourcissez-le à 500 caractères.
absence-one-address = Écrivez une adresse, et une seule, par exemple secretariat@exemple.fr.
