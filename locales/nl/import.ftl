### Importeren, opnieuw verzenden, anders doorsturen.

act-reply-list = Antwoorden aan de lijst
act-reply-everybody = Allen beantwoorden
act-forward-attached = Doorsturen als bijlage
act-as-new = Bewerken als nieuw
act-resend = Opnieuw verzenden
resend-title = Dit bericht opnieuw verzenden
resend-lead = Het bericht gaat ongewijzigd weg, met uw adres als dat van wie het doorzendt.
resend-do = Opnieuw verzenden
resend-too-large = Dit bericht is groter dan { $limit }, het meeste dat verzonden mag worden: het is niet verzonden. Stuur liever een link naar de bestanden.
import-title = Berichten importeren
import-into = Importeren in ‘{ $folder }’
import-lead = De berichten van een bestand komen in de map ‘{ $folder }’, met hun eigen datum.
import-file = Bestand
import-hint = Een bericht (.eml), een postbus (.mbox) of een .zip daarvan. Hoogstens { $limit }.
import-do = Importeren
import-no-file = Er is geen bestand gekozen. Kies er een en probeer opnieuw.
import-too-many = Er worden al twee bestanden geïmporteerd: van dit bestand is niets geïmporteerd. Wacht tot een ervan klaar is en probeer het opnieuw.
import-to-folder = De map openen
import-again = Een ander bestand importeren
import-may-leave = U mag deze pagina verlaten: het importeren gaat door.
import-running = { $count ->
    [one] { $count } bericht geïmporteerd tot nu toe.
   *[other] { $count } berichten geïmporteerd tot nu toe.
}
import-done = { $count ->
    [0] Geen bericht geïmporteerd.
    [one] Klaar: { $count } bericht geïmporteerd.
   *[other] Klaar: { $count } berichten geïmporteerd.
}
import-full = Uw postvak is vol: het importeren is gestopt na { $count } berichten, die in de map staan. Maak plaats en importeer dan de rest.
import-no-folder = De map bestaat niet meer: het importeren is gestopt na { $count } berichten.
import-server = De mailserver antwoordt niet meer: het importeren is gestopt na { $count } berichten, die in de map staan. Probeer het later met de rest.
import-too-much = Het archief bevat te veel: het importeren is gestopt na { $count } berichten, die in de map staan. Verdeel het over meer archieven.
import-damaged = Het bestand is beschadigd: het importeren is gestopt na { $count } berichten, die in de map staan. De rest kon niet worden gelezen.
import-unknown = Dit importeren wordt niet meer gevolgd: het is lang geleden geëindigd, of de dienst is herstart. Wat tot dan geïmporteerd is, staat in de map; de rest van het bestand niet.
import-left-out = { $count ->
    [one] Eén element overgeslagen
   *[other] { $count } elementen overgeslagen
}
import-more = { $count ->
    [one] en nog één.
   *[other] en nog { $count }.
}
import-not-mail = Dit is geen bericht.
import-too-long = Het bericht is te lang.
import-nested = Een archief in een archief: het wordt niet geopend.
import-name = De naam leidt buiten het archief.
import-packed = Versleuteld of beschadigd: het kon niet worden gelezen.
import-refused = Geweigerd door de mailserver.
resend-not-sent = Het bericht is niet verzonden: de verzendserver weigerde het of antwoordt niet. Het origineel is ongewijzigd; controleer de adressen of probeer het zo meteen opnieuw.
