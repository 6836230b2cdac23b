### Wat er met een bericht wordt gedaan.

act-archive = Archiveren
act-delete = Verwijderen
act-move = Verplaatsen
act-move-to = Verplaatsen/kopiëren…
act-move-title = Verplaatsen/kopiëren naar
act-move-here = Verplaatsen
act-copy-here = Kopiëren
act-filter-folders = Een map zoeken
act-mark = Markeren
act-more = Meer
act-print = Afdrukken
act-export = Downloaden (.eml)
act-source = Bron bekijken
act-moved = { $count ->
    [one] Bericht verplaatst naar ‘{ $folder }’.
   *[other] { $count } berichten verplaatst naar ‘{ $folder }’.
}
act-copied = { $count ->
    [one] Bericht gekopieerd naar ‘{ $folder }’.
   *[other] { $count } berichten gekopieerd naar ‘{ $folder }’.
}
act-erased = { $count ->
    [one] Bericht definitief verwijderd.
   *[other] { $count } berichten definitief verwijderd.
}
act-marked = { $count ->
    [one] Bericht gemarkeerd.
   *[other] { $count } berichten gemarkeerd.
}
act-no-folder = Die map bestaat niet meer of neemt geen berichten aan: er is niets verplaatst. Kies een andere.
act-already-here = { $count ->
    [one] Dit bericht staat al in die map.
   *[other] Deze berichten staan al in die map.
}
act-full = Uw postvak is vol: er is niets verplaatst. Verwijder eerst berichten die u niet meer nodig hebt.
act-refused = De mailserver staat dit hier niet toe: er is niets veranderd.
act-not-kept = Deze map bewaart deze markering niet: er is niets veranderd. Verplaats het bericht naar een andere map om het te markeren.
mark-seen = Als gelezen
mark-unseen = Als ongelezen
mark-flagged = Met ster
mark-unflagged = Ster verwijderen
mark-label-important = Belangrijk
mark-label-work = Werk
mark-label-personal = Persoonlijk
mark-label-to-do = Te doen
mark-label-later = Later
erase-title = Definitief verwijderen
erase-question = { $count ->
    [one] Dit bericht definitief verwijderen?
   *[other] Deze { $count } berichten definitief verwijderen?
}
erase-sentence = Niemand kan het nog terughalen, ook uw beheerder niet.
erase-do = Definitief verwijderen
erase-cancel = Annuleren
source-title = Bron van het bericht
source-cut = Alleen het begin wordt getoond ({ $size }). Download het bericht voor de rest.
source-back = Terug naar het bericht
print-frame = Zonder scripts drukt u de inhoud af vanaf een eigen pagina.
print-frame-link = Alleen de inhoud openen
act-forward-inline = Doorsturen in de tekst
