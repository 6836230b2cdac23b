### Zoeken, filteren en sorteren van de lijst met berichten.

search-label = Zoeken in e-mail
search-do = Zoeken
search-help = Zoekopdracht verfijnen
search-help-people = Afzender, ontvangers, in kopie
search-help-subject = In het onderwerp, woorden samen
search-help-text = Overal in het bericht, in de tekst
search-help-is = Ongelezen, met ster
search-help-has = Met bijlage
search-help-size = Groter, kleiner
search-help-day = Vanaf een dag, vóór een dag
search-help-span = Sinds twee weken, ouder (d, w, m, y)
search-help-logic = Zonder dit woord; een van beide
search-chips = Wat wordt getoond
search-remove = ‘{ $name }’ weghalen
search-clear = Alles tonen
search-none = Geen bericht gevonden
search-none-sentence = De woorden worden gezocht in het onderwerp en de adressen.
search-in-text = Ook in de tekst zoeken
search-found = { $count ->
    [one] { $count } gevonden
   *[other] { $count } gevonden
}
search-not-done = De lijst wordt zonder deze zoekopdracht getoond.
search-too-long = De zoekopdracht is te lang.
search-control = De zoekopdracht bevat een onzichtbaar teken.
search-no-value = Er ontbreekt iets na ‘{ $field }’.
search-no-day = ‘{ $value }’ is geen datum. Schrijf bijvoorbeeld 2026-01-31.
search-no-span = ‘{ $value }’ is geen duur. Schrijf bijvoorbeeld 2w voor twee weken.
search-no-size = ‘{ $value }’ is geen grootte. Schrijf bijvoorbeeld 5M.
search-no-state = ‘{ $value }’ is niet bekend. Probeer is:unread of has:attachment.
search-lonely-or = OR staat tussen twee woorden.
search-term-words = { $value }
search-term-not = Zonder { $words }
search-term-or = { $words }
search-term-from = Van: { $value }
search-term-to = Aan: { $value }
search-term-cc = Cc: { $value }
search-term-bcc = Bcc: { $value }
search-term-subject = Onderwerp: { $value }
search-term-reply-to = Antwoord aan: { $value }
search-term-followup-to = Vervolg aan: { $value }
search-term-body = Tekst: { $value }
search-term-text = Overal: { $value }
search-term-larger = Meer dan { $value }
search-term-smaller = Minder dan { $value }
search-term-before = Vóór { $value }
search-term-since = Sinds { $value }
search-term-older = Ouder dan { $value }
search-term-newer = Nieuwer dan { $value }
search-term-attachment = Met bijlage
search-term-unread = Ongelezen
search-term-read = Gelezen
search-term-flagged = Met ster
search-term-unflagged = Zonder ster
search-term-answered = Beantwoord
search-term-unanswered = Onbeantwoord
search-term-deleted = Als verwijderd gemarkeerd
search-scope = Waar zoeken
search-results = Resultaten voor ‘{ $words }’
search-stop = Stoppen
search-progress = { $done } van { $total } mappen
search-all-of-folder = { $count ->
    [one] { $count } bericht tonen
   *[other] Alle { $count } berichten tonen
}
search-failed = Kon niet zoeken in: { $name }. Probeer het later opnieuw.
search-scope-here = In deze map
search-scope-below = In deze map en haar submappen
search-scope-everywhere = In alle mappen
filter-title = Filteren
filter-unread = Ongelezen
filter-flagged = Met ster
filter-unanswered = Onbeantwoord
filter-attachment = Met bijlage
filter-to-me = Aan mij gericht
filter-priority = Met voorrang
filter-keyword = Label { $name }
sort-title = Sorteren
sort-arrival = Aankomst
sort-date = Verzenddatum
sort-subject = Onderwerp
sort-from = Afzender
sort-to = Ontvanger
sort-size = Grootte
sort-flagged = Met ster
sort-attachment = Bijlage
sort-ascending = oplopend
sort-descending = aflopend
sort-threads = Groeperen per gesprek
list-thread = { $count ->
    [one] { $count } bericht.
   *[other] { $count } berichten.
}
list-lacks-order = De server kan niet sorteren: alleen de laatste { $count } berichten staan op volgorde, de andere volgen zoals ze aankwamen.
list-lacks-threads = De server kan gesprekken niet groeperen: elk bericht staat op zichzelf.
list-lacks-letters = De server kan niet zoeken op letters met accenten: de lijst bevat mogelijk te veel berichten.
