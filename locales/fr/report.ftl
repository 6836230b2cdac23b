### Un rapport sur un message envoyé : remis ou non, lu ou non.

report-message = Votre message « { $subject } »
report-message-unnamed = Votre message
report-failed = { $message } n’a pas pu être remis à { $address } : { $reason }.
report-delayed = { $message } n’est pas encore remis à { $address } : { $reason }. Le serveur réessaie, vous n’avez rien à faire.
report-delivered = { $message } a été remis à { $address }.
report-relayed = { $message } est parti vers { $address } ; le serveur suivant n’envoie pas de confirmation.
report-expanded = { $message } a été remis à { $address }, qui l’a transmis à d’autres.
report-displayed = { $message } a été ouvert par { $address }.
report-deleted = { $message } a été supprimé par { $address }, peut-être sans être lu.
report-processed = { $message } a été traité chez { $address } ; rien ne dit qu’il a été lu.
report-somebody = son destinataire
report-because-unknown-address = l’adresse n’existe pas
report-because-unknown-domain = le domaine n’existe pas ou ne reçoit pas de courrier
report-because-disabled = la boîte aux lettres est fermée
report-because-full = la boîte aux lettres est pleine
report-because-too-large = le message est trop grand
report-because-refused = le serveur du destinataire le refuse
report-because-unreachable = le serveur du destinataire ne répond pas
report-because-unsaid = le serveur n’a pas donné de raison que Facteur comprenne
report-said = Réponse du serveur :
report-said-by = Réponse de { $server } :
report-original = Ouvrir le message d’origine
report-original-header = Télécharger les en-têtes d’origine
report-whole = Télécharger le rapport complet
report-title = Rapport de remise
