### Was mit einer Nachricht geschieht.

act-archive = Archivieren
act-delete = Löschen
act-move = Verschieben
act-move-to = Verschieben/Kopieren…
act-move-title = Verschieben/Kopieren nach
act-move-here = Verschieben
act-copy-here = Kopieren
act-filter-folders = Ordner suchen
act-mark = Markieren
act-more = Mehr
act-print = Drucken
act-export = Herunterladen (.eml)
act-source = Quelltext anzeigen
act-moved = { $count ->
    [one] Nachricht nach „{ $folder }“ verschoben.
   *[other] { $count } Nachrichten nach „{ $folder }“ verschoben.
}
act-copied = { $count ->
    [one] Nachricht nach „{ $folder }“ kopiert.
   *[other] { $count } Nachrichten nach „{ $folder }“ kopiert.
}
act-erased = { $count ->
    [one] Nachricht endgültig gelöscht.
   *[other] { $count } Nachrichten endgültig gelöscht.
}
act-marked = { $count ->
    [one] Nachricht markiert.
   *[other] { $count } Nachrichten markiert.
}
act-no-folder = Diesen Ordner gibt es nicht mehr, oder er nimmt keine Nachrichten auf: Es wurde nichts verschoben. Wählen Sie einen anderen.
act-already-here = { $count ->
    [one] Diese Nachricht ist schon in diesem Ordner.
   *[other] Diese Nachrichten sind schon in diesem Ordner.
}
act-full = Ihr Postfach ist voll: Es wurde nichts verschoben. Löschen Sie zuerst Nachrichten, die Sie nicht mehr brauchen.
act-refused = Der Mailserver erlaubt das hier nicht: Es wurde nichts geändert.
act-not-kept = Dieser Ordner behält diese Markierung nicht: Nichts wurde geändert. Verschieben Sie die Nachricht in einen anderen Ordner, um sie so zu markieren.
mark-seen = Als gelesen
mark-unseen = Als ungelesen
mark-flagged = Mit Stern
mark-unflagged = Stern entfernen
mark-label-important = Wichtig
mark-label-work = Arbeit
mark-label-personal = Persönlich
mark-label-to-do = Zu erledigen
mark-label-later = Später
erase-title = Endgültig löschen
erase-question = { $count ->
    [one] Diese Nachricht endgültig löschen?
   *[other] Diese { $count } Nachrichten endgültig löschen?
}
erase-sentence = Niemand kann sie wiederherstellen, auch Ihr Administrator nicht.
erase-do = Endgültig löschen
erase-cancel = Abbrechen
source-title = Quelltext der Nachricht
source-cut = Nur der Anfang wird gezeigt ({ $size }). Laden Sie die Nachricht herunter, um den Rest zu erhalten.
source-back = Zurück zur Nachricht
print-frame = Ohne Skripte drucken Sie den Inhalt von einer eigenen Seite aus.
print-frame-link = Nur den Inhalt öffnen
act-forward-inline = Im Text weiterleiten
