### Die Ordner neben jeder Seite.

folder-branch = Unterordner von { $name }
folder-unseen-inside = , { $count } ungelesen, mit Unterordnern
nav-others-folders = Postfächer anderer
nav-shared-folders = Geteilte Ordner
rights-to-read = nur lesen
rights-to-read-hint = Ihre Rechte erlauben nur, die Nachrichten dieses Ordners zu lesen.
