### Suchen, Filtern und Sortieren der Nachrichtenliste.

search-label = E-Mails durchsuchen
search-do = Suchen
search-help = Suche verfeinern
search-help-people = Absender, Empfänger, in Kopie
search-help-subject = Im Betreff, Wörter zusammen
search-help-text = Überall in der Nachricht, in ihrem Text
search-help-is = Ungelesen, mit Stern
search-help-has = Mit Anhang
search-help-size = Größer, kleiner
search-help-day = Ab einem Tag, vor einem Tag
search-help-span = Seit zwei Wochen, älter (d, w, m, y)
search-help-logic = Ohne dieses Wort; eines von beiden
search-chips = Was angezeigt wird
search-remove = „{ $name }“ entfernen
search-clear = Alles anzeigen
search-none = Keine Nachricht gefunden
search-none-sentence = Die Wörter werden im Betreff und in den Adressen gesucht.
search-in-text = Auch im Text suchen
search-found = { $count ->
    [one] { $count } gefunden
   *[other] { $count } gefunden
}
search-not-done = Die Liste wird ohne diese Suche gezeigt.
search-too-long = Die Suche ist zu lang.
search-control = Die Suche enthält ein unsichtbares Zeichen.
search-no-value = Nach „{ $field }“ fehlt etwas.
search-no-day = „{ $value }“ ist kein Datum. Schreiben Sie zum Beispiel 2026-01-31.
search-no-span = „{ $value }“ ist keine Dauer. Schreiben Sie zum Beispiel 2w für zwei Wochen.
search-no-size = „{ $value }“ ist keine Größe. Schreiben Sie zum Beispiel 5M.
search-no-state = „{ $value }“ ist nicht bekannt. Versuchen Sie is:unread oder has:attachment.
search-lonely-or = OR steht zwischen zwei Wörtern.
search-term-words = { $value }
search-term-not = Ohne { $words }
search-term-or = { $words }
search-term-from = Von: { $value }
search-term-to = An: { $value }
search-term-cc = Cc: { $value }
search-term-bcc = Bcc: { $value }
search-term-subject = Betreff: { $value }
search-term-reply-to = Antwort an: { $value }
search-term-followup-to = Folgenachricht an: { $value }
search-term-body = Text: { $value }
search-term-text = Überall: { $value }
search-term-larger = Mehr als { $value }
search-term-smaller = Weniger als { $value }
search-term-before = Vor dem { $value }
search-term-since = Seit dem { $value }
search-term-older = Älter als { $value }
search-term-newer = Neuer als { $value }
search-term-attachment = Mit Anhang
search-term-unread = Ungelesen
search-term-read = Gelesen
search-term-flagged = Mit Stern
search-term-unflagged = Ohne Stern
search-term-answered = Beantwortet
search-term-unanswered = Unbeantwortet
search-term-deleted = Als gelöscht markiert
search-scope = Wo suchen
search-results = Ergebnisse für „{ $words }“
search-stop = Anhalten
search-progress = { $done } von { $total } Ordnern
search-all-of-folder = { $count ->
    [one] { $count } Nachricht anzeigen
   *[other] Alle { $count } Nachrichten anzeigen
}
search-failed = Nicht durchsucht werden konnte: { $name }. Versuchen Sie es später noch einmal.
search-scope-here = In diesem Ordner
search-scope-below = In diesem Ordner und seinen Unterordnern
search-scope-everywhere = In allen Ordnern
filter-title = Filtern
filter-unread = Ungelesen
filter-flagged = Mit Stern
filter-unanswered = Unbeantwortet
filter-attachment = Mit Anhang
filter-to-me = An mich gerichtet
filter-priority = Mit hoher Priorität
filter-keyword = Schlagwort { $name }
sort-title = Sortieren
sort-arrival = Eingang
sort-date = Sendedatum
sort-subject = Betreff
sort-from = Absender
sort-to = Empfänger
sort-size = Größe
sort-flagged = Mit Stern
sort-attachment = Anhang
sort-ascending = aufsteigend
sort-descending = absteigend
sort-threads = Nach Unterhaltung gruppieren
list-thread = { $count ->
    [one] { $count } Nachricht.
   *[other] { $count } Nachrichten.
}
list-lacks-order = Der Server kann nicht sortieren: Nur die letzten { $count } Nachrichten sind geordnet, die anderen folgen nach Eingang.
list-lacks-threads = Der Server kann Unterhaltungen nicht gruppieren: Jede Nachricht steht für sich.
list-lacks-letters = Der Server kann nicht nach Buchstaben mit Akzent suchen: Die Liste kann zu viele Nachrichten enthalten.
