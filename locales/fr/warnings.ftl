### Ce qui parle contre l’expéditeur d’un message.

warning-lookalike = Hameçonnage probable. L’adresse de l’expéditeur imite d’autres lettres : { $domain } est en réalité { $ascii }.
warning-like-own = Hameçonnage probable. L’expéditeur écrit depuis { $domain }, qui ressemble à votre domaine { $own } sans être lui.
warning-named-falsely = Hameçonnage probable. L’expéditeur affiche « { $shown } », mais écrit depuis { $address }.
warning-named-otherwise = L’expéditeur affiche « { $shown } », mais écrit depuis { $address }.
warning-links = { $count ->
    [one] Un lien affiche { $shown }, mais mène à { $target }.
   *[other] { $count } liens affichent une autre adresse que celle où ils mènent : { $shown } mène à { $target }.
}
warning-links-label = Liens désactivés
warning-links-dead = Les liens de ce message sont désactivés pour vous protéger.
warning-links-show = Afficher quand même
warning-unconfirmed = Votre serveur de messagerie n’a pas pu confirmer que ce message vient de { $domain }. Vérifiez autrement avant d’ouvrir un lien ou de répondre.
warning-reply-elsewhere = Une réponse irait à { $address }, qui n’est pas du domaine de l’expéditeur.
people-verified = Expéditeur vérifié
people-verified-by = Votre serveur de messagerie a confirmé que ce message vient de { $name }.
people-add = Ajouter aux contacts
