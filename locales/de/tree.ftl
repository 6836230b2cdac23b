### Die Ordner neben jeder Seite.

folder-branch = Unterordner von { $name }
folder-unseen-inside = , { $count } ungelesen, mit Unterordnern
nav-others-folders = Postfächer anderer
nav-shared-folders = Geteilte Ordner
rights-to-read = nur lesen
rights-to-read-hint = Ihre Rechte erlauben nur, die Nachrichten dieses Ordners zu lesen.
quota-title = Belegter Speicher
quota-used = { $used } von { $limit } belegt
quota-full = Postfach voll: { $used } von { $limit }
quota-full-title = Ihr Postfach ist voll.
quota-full-means = Neue Nachrichten werden abgewiesen, ihre Absender benachrichtigt.
quota-sort = Nach Größe sortieren
nav-manage-folders = Ordner verwalten
folders-new-inside = Neuer Unterordner
folders-arrange = Umbenennen, verschieben, einstellen
folders-shown-all = Die Ordner anderer werden alle angezeigt, solange Sie keinen wählen. Zeigen Sie diesen an, so erscheinen nur die gewählten.
