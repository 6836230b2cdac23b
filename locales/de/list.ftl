### Die Liste der Nachrichten eines Ordners.

list-unread = { $count ->
    [one] { $count } ungelesen
   *[other] { $count } ungelesen
}
list-no-message = keine Nachrichten
list-refresh = Aktualisieren
list-messages = Nachrichten
list-no-subject = (kein Betreff)
list-nobody = (kein Absender)
list-row-unread = Ungelesen.
list-row-answered = Beantwortet.
list-row-forwarded = Weitergeleitet.
list-row-flagged = Markiert.
list-row-attachment = Anhang.
list-row-draft = Entwurf.
list-row-deleted = Als gelöscht markiert.
list-pages = Seiten
list-range = { $first } bis { $last } von { $total }
list-newer = Vorherige Seite
list-older = Nächste Seite
list-newest = Erste Seite
list-oldest = Letzte Seite
list-empty = Alles ist zugestellt.
list-empty-sentence = Neue Nachrichten erscheinen hier.
list-empty-folder = Hier ist nichts.
list-empty-folder-sentence = Dieser Ordner enthält keine Nachrichten.
list-empty-postmark-top = Alles ist
list-empty-postmark-bottom = zugestellt
list-to = An { $name }
