### La mise en forme d’un message.

editor-formatting = Mise en forme
editor-format = Format du message
editor-text = Texte
editor-font = Police
editor-font-usual = Police
editor-size = Taille
editor-size-usual = Taille
editor-bold = Gras (Ctrl+B)
editor-italic = Italique (Ctrl+I)
editor-underline = Souligné (Ctrl+U)
editor-color = Couleur du texte
editor-list = Liste à puces
editor-ordered = Liste numérotée
editor-outdent = Diminuer le retrait
editor-indent = Augmenter le retrait
editor-quote = Citation
editor-align = Alignement
editor-align-left = Gauche
editor-align-center = Centre
editor-align-right = Droite
editor-align-justify = Justifié
editor-link = Lien
editor-link-question = Adresse du lien :
editor-image = Insérer une image
editor-clear = Effacer la mise en forme
editor-warning = Passer en texte ? La mise en forme et les images dans le texte seront perdues.
