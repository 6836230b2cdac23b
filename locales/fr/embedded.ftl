### Un message joint à un autre.

embedded-in = Message joint à « { $subject } »
embedded-in-unnamed = Message joint à un message sans objet
embedded-back = Retour au message
embedded-save = Télécharger
embedded-open = Ouvrir
