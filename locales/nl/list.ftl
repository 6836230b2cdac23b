### De lijst met berichten van een map.

list-unread = { $count ->
    [one] { $count } ongelezen
   *[other] { $count } ongelezen
}
list-no-message = geen berichten
list-refresh = Vernieuwen
list-messages = Berichten
list-no-subject = (geen onderwerp)
list-nobody = (geen afzender)
list-row-unread = Ongelezen.
list-row-answered = Beantwoord.
list-row-forwarded = Doorgestuurd.
list-row-flagged = Met ster.
list-row-attachment = Bijlage.
list-row-draft = Concept.
list-row-deleted = Gemarkeerd als verwijderd.
list-pages = Pagina’s
list-range = { $first } tot { $last } van { $total }
list-newer = Vorige pagina
list-older = Volgende pagina
list-newest = Eerste pagina
list-oldest = Laatste pagina
list-empty = Alles is bezorgd.
list-empty-sentence = Nieuwe berichten verschijnen hier.
list-empty-folder = Niets te zien.
list-empty-folder-sentence = Er staan geen berichten in deze map.
list-empty-postmark-top = Alles is
list-empty-postmark-bottom = bezorgd
list-to = Aan { $name }
