### Ordner, geordnet.

folders-title = Ordner
folders-about = Ordner anlegen, umbenennen, verschieben, leeren und löschen.
folders-list = Alle Ihre Ordner
folders-new = Neuer Ordner
folders-create = Ordner anlegen
folders-name = Name des Ordners
folders-inside = In
folders-top = (keinem, auf der obersten Ebene)
folders-hidden = ausgeblendet
folders-messages = Nachrichten
folders-unseen = ungelesen
folders-size = belegt
folders-open = Öffnen
folders-read = Alle als gelesen markieren
folders-show = In der Liste zeigen
folders-hide = In der Liste ausblenden
folders-empty = Ordner leeren
folders-delete = Ordner löschen
folders-empty-question = { $count ->
    [one] Die Nachricht aus diesem Ordner entfernen?
   *[other] Die { $count } Nachrichten aus diesem Ordner entfernen?
}
folders-empty-trash = Die Nachrichten kommen in den Papierkorb.
folders-empty-good = Die Nachrichten werden endgültig gelöscht.
folders-delete-question = Den Ordner „{ $name }“ löschen?
folders-delete-hint = { $count ->
    [0] Der Ordner enthält keine Nachricht.
    [one] Seine Nachricht wird endgültig gelöscht.
   *[other] Seine { $count } Nachrichten werden endgültig gelöscht.
}
folders-delete-inner = { $count ->
    [one] Der Ordner darin ebenso.
   *[other] Die { $count } Ordner darin ebenso.
}
folders-role = Dieser Ordner hat eine Rolle: Er kann nicht umbenannt, verschoben, ausgeblendet oder gelöscht werden.
folders-read-only = Ihre Rechte an diesem Ordner erlauben nicht, ihn umzubenennen oder zu löschen.
folders-emptying = Der Ordner wird geleert; Sie können diese Seite verlassen.
folders-emptied = Der Ordner ist leer.
folders-stopped = Der Ordner konnte nicht ganz geleert werden. Was übrig ist, ist unversehrt; versuchen Sie es noch einmal.
folders-created = Ordner angelegt.
folders-renamed = Ordner gespeichert.
folders-deleted = Ordner gelöscht.
folders-renamed-rules = Ordner gespeichert. Ihre Regeln sortieren Nachrichten unter dem neuen Namen ein.
folders-renamed-not-rules = Ordner gespeichert, aber Ihre Regeln konnten nicht angepasst werden: Regeln, die Nachrichten in diesen Ordner einsortieren, tragen vielleicht noch seinen alten Namen. Berichtigen Sie sie in Einstellungen, Filter.
folders-deleted-named = Ordner gelöscht. Regeln sortieren noch Nachrichten dorthin ein: Berichtigen Sie sie in Einstellungen, Filter.
folders-now-shown = Der Ordner steht in der Liste.
folders-now-hidden = Der Ordner steht nicht mehr in der Liste; seine Nachrichten bleiben.
folders-seen = Alle Nachrichten des Ordners sind als gelesen markiert.
folders-name-empty = Geben Sie dem Ordner einen Namen.
folders-name-long = Dieser Name ist zu lang: höchstens 128 Zeichen.
folders-name-character = Das Zeichen „{ $character }“ kann nicht in einem Ordnernamen stehen.
folders-name-taken = Dort gibt es schon einen Ordner dieses Namens. Wählen Sie einen anderen.
folders-gone = Diesen Ordner gibt es nicht mehr. Die Liste ist auf dem neuesten Stand.
folders-not-inside = Der Ordner kann dort nicht stehen. Wählen Sie einen anderen Platz.
folders-refused = Der Mailserver hat abgelehnt; nichts hat sich geändert. Versuchen Sie einen anderen Namen oder Platz.
