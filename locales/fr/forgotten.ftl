### Ce qui a peut-être été oublié avant l’envoi.

forgotten-title = Le message n’est pas encore parti. Vérifiez avant d’envoyer :
forgotten-subject = Il n’a pas d’objet.
forgotten-text = Il n’a pas de texte.
forgotten-file = Il parle d’une pièce jointe, et n’en a pas.
forgotten-visible = Chacun verra l’adresse de tous les destinataires. Pour l’éviter, déplacez-les dans « Cci ».
forgotten-outside = Un destinataire au moins est hors de votre organisation.
forgotten-name = Vous n’avez pas de nom d’expéditeur ; il se règle dans « Identités ».
forgotten-anyway = Envoyer quand même
forgotten-back = Revenir au message
forgotten-question = M’avertir avant d’envoyer
forgotten-subject-box = S’il n’y a pas d’objet
forgotten-text-box = S’il n’y a pas de texte
forgotten-file-box = Si le texte parle d’une pièce jointe et qu’il n’y en a pas
forgotten-visible-box = Si plus de cinq destinataires se voient
forgotten-outside-box = Si un destinataire est hors de mon organisation
forgotten-name-box = Si je n’ai pas de nom d’expéditeur
