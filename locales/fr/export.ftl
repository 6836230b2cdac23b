### Prendre des messages avec soi.

export-do = Télécharger en .zip
export-name = Messages
export-nothing = Choisissez d’abord des messages : cochez-les dans la liste, puis recommencez.
