### De postbus UIT: wat verzonden is, wat wacht.

outbox-it-was-sent = Het is verzonden: in Verzonden plaatsen
outbox-send-again = Toch opnieuw verzenden
outbox-filed = Bericht in Verzonden geplaatst.
outbox-title = Postbus UIT
outbox-about = Deze berichten worden op het gekozen tijdstip verzonden, ook als u bent afgemeld.
outbox-empty = Er wacht niets
outbox-empty-sentence = Berichten die later worden verzonden, en berichten die niet verzonden konden worden, staan hier.
outbox-count = { $count ->
    [one] , { $count } bericht in de wacht
   *[other] , { $count } berichten in de wacht
}
outbox-due = Verzending: { $date }
outbox-going = Bezig met verzenden…
outbox-sending = { $count ->
    [0] Bezig met verzenden…
    [one] Verzending over { $count } seconde.
   *[other] Verzending over { $count } seconden.
}
outbox-undo = Verzending annuleren
outbox-waits = Het bericht wordt verzonden op { $date }.
outbox-changed = Het bericht wordt verzonden op { $date }.
outbox-called-back = Verzending geannuleerd. Het bericht is weer een concept.
outbox-too-late = Te laat voor dit bericht: het is verzonden, of wacht niet meer.
outbox-bad-time = Kies een datum en tijd in de toekomst, binnen een jaar. Uw tekst is bewaard.
outbox-take-back = Terughalen
outbox-send-now = Nu verzenden
outbox-change = Tijdstip wijzigen
outbox-change-do = Wijzigen
outbox-time = Datum en tijd
outbox-open = Openen
outbox-later = Later verzenden
outbox-later-do = Op dit tijdstip verzenden
outbox-in-an-hour = Over een uur
outbox-this-evening = Vanavond
outbox-tomorrow = Morgenochtend
outbox-on-monday = Maandagochtend
outbox-credentials = Het bericht is niet verzonden: de verzendserver weigerde uw wachtwoord, dat intussen is gewijzigd. Verzend het nu met het nieuwe, of kies een ander tijdstip.
outbox-not-now = Het bericht is niet verzonden: de verzendserver kon het meer dan een dag niet aannemen. Verzend het nu, of kies een ander tijdstip.
outbox-unreachable = Het bericht is niet verzonden: de verzendserver was meer dan een dag onbereikbaar. Verzend het nu, of kies een ander tijdstip.
outbox-stopped = Het bericht is niet verzonden: het verzenden stopte voordat de verzendserver het had. Haal het concept terug en verzend het opnieuw.
outbox-damaged = Het bericht is niet verzonden: wat klaarstond kan niet meer worden gelezen. Haal het concept terug en verzend het opnieuw.
outbox-undo-question = Tijd om verzenden te annuleren
outbox-undo-hint = Zolang wacht het bericht op de server; daarna wordt het verzonden, ook als u de pagina sluit.
outbox-undo-off = Geen
outbox-undo-seconds = { $count } s
