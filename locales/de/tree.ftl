### Die Ordner neben jeder Seite.

folder-branch = Unterordner von { $name }
folder-unseen-inside = , { $count } ungelesen, mit Unterordnern
