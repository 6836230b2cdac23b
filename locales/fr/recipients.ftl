### Les destinataires d’un message.

recipients-title = Destinataires
recipients-collecting = Retenir à qui j’écris
recipients-collecting-hint = Ils sont proposés quand vous écrivez une adresse. Vos contacts le sont toujours.
recipients-personal = Personnel
recipients-recent = Récents
recipients-directory = Annuaire
recipients-group = Groupe
recipients-members = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
recipients-suggested = { $count ->
    [0] Aucune proposition
    [one] { $count } proposition
   *[other] { $count } propositions
}
recipients-invalid = Ce n’est pas une adresse complète : { $address }. Il manque par exemple « @exemple.fr ».
recipients-lookalike = Vérifiez l’adresse : { $domain } imite d’autres lettres, c’est en réalité { $ascii }.
recipients-remove = Retirer { $name }
recipients-twice = { $name } est déjà dans « { $field } ».
recipients-moved = { $name } est maintenant dans « { $field } ».
recipients-added = { $name } est dans « { $field } ».
recipients-removed = { $name } n’est plus dans « { $field } ».
recipients-move = Mettre dans « { $name } »
recipients-edit = Modifier
recipients-suggestions = Propositions
recipients-more-rows = Répondre à, suivi à
recipients-book = Carnet d’adresses
recipients-search = Chercher un contact
recipients-look = Chercher
recipients-nobody = Personne ne correspond. Les contacts et ceux à qui vous écrivez sont proposés ici.
recipients-add-to = Mettre { $name } dans À
recipients-add-cc = Mettre { $name } dans Cc
recipients-add-bcc = Mettre { $name } dans Cci
recipients-letters = Le message n’est pas parti. Ce serveur d’envoi n’accepte pas les lettres accentuées avant « @ » : { $addresses }. Demandez à cette personne une autre adresse. Le brouillon est enregistré.
recipients-letters-partly = Message envoyé aux autres destinataires. Ce serveur d’envoi n’accepte pas les lettres accentuées avant « @ » : { $addresses }. Demandez à cette personne une autre adresse, puis transférez le message depuis Envoyés.
