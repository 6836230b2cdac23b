### Welcher Ordner wofür da ist.

roles-title = Spezielle Ordner
roles-about = Wählen Sie, wohin Ihre Entwürfe, Ihre gesendeten Nachrichten und die kommen, die Sie archivieren, melden oder löschen. Ohne Ihre Wahl entscheidet der Server.
roles-usual = Wie der Server
roles-server = Wie der Server: { $name }
roles-made = Wie der Server: „{ $name }“, bei Bedarf angelegt
roles-kept = Spezielle Ordner gespeichert.
roles-twice = Ein Ordner kann nur eine Rolle haben. Wählen Sie verschiedene Ordner.
roles-gone = Einer der gewählten Ordner existiert nicht mehr oder kann diese Rolle nicht haben. Nichts wurde geändert; wählen Sie einen anderen.
roles-lost = Der Ordner „{ $chosen }“, gewählt für „{ $role }“, existiert nicht mehr: Der des Servers tritt an seine Stelle.
folders-delete-role = Sie hatten diesen Ordner für eine Rolle gewählt: Der Server nimmt künftig einen anderen.
