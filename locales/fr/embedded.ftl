### Un message joint à un autre.

embedded-in = Message joint à « { $subject } »
embedded-in-unnamed = Message joint à un message sans objet
embedded-back = Retour au message
embedded-save = Télécharger
embedded-packed-cut = Une partie de ce qu’Outlook a rangé dans ce message n’a pas pu être lue : le fichier d’origine est joint tel quel.
