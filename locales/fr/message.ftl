### Un message ouvert.

message-actions = Actions sur le message
message-reply = Répondre
message-reply-all = Répondre à tous
message-forward = Transférer
message-edit = Modifier
message-back = Retour à la liste
message-newer = Message plus récent
message-older = Message plus ancien
message-flag = Suivre ce message
message-to = à { $name }
message-to-nobody = destinataires non affichés
message-from-label = De
message-to-label = À
message-cc-label = Cc
message-bcc-label = Cci
message-reply-to-label = Répondre à
message-date-label = Date
message-images = Images distantes
message-images-blocked = { $count ->
    [one] Une image distante bloquée pour protéger votre vie privée.
   *[other] { $count } images distantes bloquées pour protéger votre vie privée.
}
message-attachments = { $count ->
    [one] Une pièce jointe, { $size }
   *[other] { $count } pièces jointes, { $size }
}
message-download-title = Télécharger
message-content = Contenu du message
message-empty = Ce message est vide.
message-quoted = Texte cité
message-cut = Ce message est très long : la fin n’est pas affichée.
message-parts-cut = Ce message a trop de parties : les dernières ne sont pas affichées.
