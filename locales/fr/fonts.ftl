### Police des messages.

composing-font = Police des messages mis en forme
composing-font-hint = Une police que le destinataire n’a pas est remplacée par une semblable.
composing-font-none = Celle du destinataire
composing-font-arial = Arial
composing-font-calibri = Calibri
composing-font-verdana = Verdana
composing-font-tahoma = Tahoma
composing-font-trebuchet = Trebuchet MS
composing-font-georgia = Georgia
composing-font-times = Times New Roman
composing-font-courier = Courier New
composing-font-size = Taille des lettres
composing-font-points = { $count } points
composing-list-replies = « Répondre à tous » à un message de liste
composing-list-replies-hint = L’autre réponse reste dans le menu du message.
composing-list-replies-everybody = À tous
composing-list-replies-list = À la liste
