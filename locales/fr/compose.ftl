### Rédiger un message.

compose-title = Rédiger
compose-close = Fermer, le brouillon est gardé
compose-send = Envoyer
compose-save = Enregistrer
compose-attach = Joindre
compose-discard = Supprimer le brouillon
compose-tools = Outils de rédaction
compose-from = De
compose-to = À
compose-cc = Cc
compose-bcc = Cci
compose-reply-to = Répondre à
compose-more-recipients = Cc et Cci
compose-subject = Objet
compose-body = Message
compose-attachments = Pièces jointes
compose-side = Pièces jointes du message
compose-size = { $size } sur { $limit }
compose-no-files = Aucune pour l’instant, { $limit } en tout au plus.
compose-choose-files = Choisir des fichiers
compose-or-drop = ou les déposer ici
compose-attach-now = Joindre les fichiers choisis
compose-remove-file = Retirer { $name }
compose-remove = Retirer
compose-uploading = Envoi de { $name }
compose-upload-failed = { $name } n’a pas pu être joint.
compose-saved = Enregistré à { $time }
compose-saving = Enregistrement…
compose-unsaved = Modifications non enregistrées
compose-save-failed = Le brouillon n’a pas pu être enregistré. Nouvel essai dans un instant.
compose-no-recipient = Indiquez au moins un destinataire.
compose-bad-address = Cette adresse n’est pas valable : { $address }
compose-address-incomplete = Adresse incomplète : il manque la fin, par exemple « .fr ».
compose-too-many-recipients = Trop de destinataires pour un seul message.
compose-too-large = Le message dépasse la limite de { $limit }.
compose-bad-subject = L’objet contient des caractères qui ne peuvent pas être envoyés.
compose-not-sent = Le message n’est pas parti.
compose-check-fields = Le message n’est pas parti. Corrigez ce qui est signalé ci-dessous.
compose-sent = Message envoyé.
compose-sent-partly = Message envoyé, mais refusé pour { $addresses }.
compose-refused-recipients = Le message n’est pas parti. Le serveur refuse une ou plusieurs adresses. Rien n’a été envoyé aux autres destinataires, le brouillon est enregistré.
compose-refused = Le message n’est pas parti. Le serveur d’envoi l’a refusé ; le brouillon est enregistré.
compose-not-now = Le message n’est pas parti. Le serveur d’envoi ne peut pas le prendre pour l’instant ; réessayez dans quelques minutes. Le brouillon est enregistré.
compose-unreachable = Le message n’est pas parti. Le serveur d’envoi est injoignable ; réessayez dans un instant. Le brouillon est enregistré.
compose-unknown = Le serveur n’a pas dit s’il a pris le message. Vérifiez dans Envoyés avant de le renvoyer.
compose-copy-failed = Message envoyé. La copie n’a pas pu être rangée dans Envoyés.
compose-conflict = Ce brouillon a été modifié ailleurs depuis que vous l’avez ouvert. Votre texte est ci-dessous ; enregistrez ou envoyez pour le garder.
compose-discarded = Brouillon supprimé.
compose-attached = { $count ->
    [one] Fichier joint.
   *[other] { $count } fichiers joints.
}
