### De contacten.

contacts-added = { $name } staat in uw contacten.
contacts-added-here = { $name } staat in uw persoonlijke adresboek: de server van het andere heeft de kaart niet aangenomen.
contacts-known = { $name } stond al in uw contacten: er is niets veranderd.
contacts-no-address = ‘{ $address }’ is geen adres waarnaar u kunt schrijven: er is niets toegevoegd.
contacts-title = Contacten
contacts-books = Adresboeken
contacts-book = Adresboek
contacts-groups = Groepen
contacts-personal = Persoonlijk adresboek
contacts-collected = Recente ontvangers
contacts-directory = Adreslijst van het bedrijf
contacts-all = Alle contacten
contacts-found = Resultaten
contacts-search = Contact zoeken
contacts-new = Nieuw contact
contacts-edit = Contact wijzigen
contacts-edit-do = Wijzigen
contacts-book-new = Nieuw adresboek
contacts-book-edit = Adresboek wijzigen
contacts-book-removal = Alleen een leeg adresboek kan worden verwijderd. Verplaats of verwijder eerst de contacten.
contacts-book-not-empty = Dit adresboek is niet leeg en is niet verwijderd. Verplaats of verwijder eerst de contacten.
contacts-group-new = Nieuwe groep
contacts-group-edit = Groep wijzigen
contacts-group-removal = De contacten van de groep blijven in hun adresboeken.
contacts-name = Naam
contacts-name-unfit = Geef een naam van hoogstens { $most } tekens.
contacts-name-taken = Deze naam is al in gebruik. Kies een andere.
contacts-too-many-books = U hebt zoveel adresboeken als mogelijk. Verwijder er een en probeer opnieuw.
contacts-book-made = Adresboek ‘{ $name }’ aangemaakt.
contacts-book-removed = Adresboek ‘{ $name }’ verwijderd.
contacts-group-made = Groep ‘{ $name }’ aangemaakt.
contacts-group-removed = Groep ‘{ $name }’ verwijderd.
contacts-renamed = De naam is nu ‘{ $name }’.
contacts-choose = { $name } selecteren
contacts-chosen = Selectie
contacts-actions = Acties op de selectie
contacts-card-actions = Acties op het contact
contacts-none-chosen = Er is geen contact geselecteerd. Vink er minstens een aan.
contacts-letters = Naar een letter
contacts-previous = Vorige
contacts-next = Volgende
contacts-by-name = Sorteren op voornaam
contacts-by-surname = Sorteren op achternaam
contacts-write = Opstellen
contacts-write-group = Aan de groep schrijven
contacts-send = Bij een bericht voegen
contacts-mails = Berichten
contacts-put = Groepen en adresboeken
contacts-to-group = Aan groep toevoegen
contacts-out-of-group = Uit deze groep halen
contacts-move-to = Verplaatsen naar
contacts-copy-to = Kopiëren naar
contacts-back = Terug naar contacten
contacts-pick = Kies een contact
contacts-pick-sentence = De kaart verschijnt hier.
contacts-empty = Nog geen contacten
contacts-empty-sentence = Voeg iemand toe, of klik op een afzender in een bericht.
contacts-empty-group = Deze groep is leeg
contacts-empty-group-sentence = Vink contacten aan in een adresboek en voeg ze toe aan de groep.
contacts-not-found = Niemand gevonden
contacts-not-found-sentence = Er wordt in alle adresboeken gezocht, zonder op accenten te letten.
contacts-nameless = (zonder naam)
contacts-bare = Deze kaart zegt niets meer.
contacts-is-collected = U hebt naar dit adres geschreven. Kopieer het naar een adresboek om het te bewaren.
contacts-is-of-directory = Deze kaart komt uit de adreslijst van het bedrijf: ze kan hier niet worden gewijzigd. Kopieer ze naar een adresboek om ze aan te vullen.
contacts-directory-stale = De adreslijst antwoordt niet. De gegevens zijn van { $since }.
contacts-directory-away = De adreslijst antwoordt niet en kon nog niet worden gelezen.
contacts-empty-directory = De adreslijst is leeg
contacts-empty-directory-sentence = Er staat nog niemand in.
contacts-names = Naam
contacts-kind = Type
contacts-emails = E-mailadressen
contacts-phones = Telefoonnummers
contacts-websites = Websites
contacts-messengers = Chatdiensten
contacts-postals = Postadressen
contacts-add-email = Adres toevoegen
contacts-add-phone = Telefoonnummer toevoegen
contacts-add-website = Website toevoegen
contacts-add-messenger = Chatdienst toevoegen
contacts-add-postal = Postadres toevoegen
contacts-more-fields = Meer velden
contacts-photo = Foto
contacts-photo-remove = Foto verwijderen
contacts-photo-large = Deze afbeelding is te groot; er is niets opgeslagen. Kies een kleinere.
contacts-photo-unreadable = Deze afbeelding kan niet worden gelezen; er is niets opgeslagen. Kies een JPEG-, PNG-, GIF- of WebP-bestand.
contacts-bad-day = ‘{ $day }’ is geen datum; er is niets opgeslagen. Schrijf bijvoorbeeld 29/02/1980 of 29/02.
contacts-day-hint = 29/02/1980 of 29/02
contacts-bad-email = ‘{ $address }’ is geen e-mailadres; er is niets opgeslagen. Verbeter het of laat de regel leeg.
contacts-nobody = Geef minstens een naam, een organisatie of een adres; er is niets opgeslagen.
contacts-gone = Deze kaart is intussen verwijderd; er is niets opgeslagen. Als u hier opslaat, maakt u een nieuwe.
contacts-meanwhile = Deze kaart is intussen elders gewijzigd; uw versie is nog niet opgeslagen. Opslaan vervangt de andere.
contacts-see-other = De andere versie bekijken
contacts-made = { $name } is aan uw contacten toegevoegd.
contacts-made-before = De kaart van { $name } was al opgeslagen: ze is niet nog eens toegevoegd.
contacts-changed = De kaart van { $name } is opgeslagen.
contacts-no-addresses = Geen van deze contacten heeft een e-mailadres.
contacts-too-many = U kunt aan { $count } contacten tegelijk schrijven. Selecteer er minder.
contacts-not-given-back = Deze contacten kunnen niet meer worden hersteld.
contacts-male = Man
contacts-female = Vrouw
contacts-formatted-name = Weergavenaam
contacts-prefix = Titel
contacts-given-name = Voornaam
contacts-middle-name = Tussennamen
contacts-family-name = Achternaam
contacts-suffix = Achtervoegsel
contacts-nickname = Bijnaam
contacts-job-title = Functie
contacts-organization = Organisatie
contacts-department = Afdeling
contacts-maiden-name = Meisjesnaam
contacts-gender = Geslacht
contacts-birthday = Geboortedatum
contacts-anniversary = Trouwdag
contacts-assistant = Assistent
contacts-manager = Leidinggevende
contacts-spouse = Partner
contacts-note = Notitie
contacts-kind-home = Privé
contacts-kind-work = Werk
contacts-kind-other = Anders
contacts-kind-mobile = Mobiel
contacts-kind-main = Hoofdnummer
contacts-kind-home-fax = Fax privé
contacts-kind-work-fax = Fax werk
contacts-kind-other-fax = Andere fax
contacts-kind-car = Auto
contacts-kind-pager = Pieper
contacts-kind-video = Video
contacts-kind-assistant = Assistent
contacts-kind-homepage = Persoonlijke site
contacts-kind-blog = Blog
contacts-kind-profile = Profiel
contacts-kind-aim = AIM
contacts-kind-icq = ICQ
contacts-kind-msn = MSN
contacts-kind-yahoo = Yahoo
contacts-kind-jabber = Jabber
contacts-kind-skype = Skype
contacts-po-box = Postbus
contacts-extended = Toevoeging
contacts-street = Straat
contacts-locality = Plaats
contacts-region = Regio
contacts-postal-code = Postcode
contacts-country = Land
contacts-day-year = { $day } { $month } { $year }
contacts-day = { $day } { $month }
contacts-deleted = { $count ->
    [one] { $count } contact verwijderd.
   *[other] { $count } contacten verwijderd.
}
contacts-given-back = { $count ->
    [one] { $count } contact hersteld.
   *[other] { $count } contacten hersteld.
}
contacts-joined = { $count ->
    [one] { $count } contact aan de groep toegevoegd.
   *[other] { $count } contacten aan de groep toegevoegd.
}
contacts-left = { $count ->
    [one] { $count } contact uit de groep gehaald.
   *[other] { $count } contacten uit de groep gehaald.
}
contacts-moved = { $count ->
    [one] { $count } contact verplaatst.
   *[other] { $count } contacten verplaatst.
}
contacts-copied = { $count ->
    [one] { $count } contact gekopieerd.
   *[other] { $count } contacten gekopieerd.
}
contacts-drawer = Adresboeken en groepen
contacts-trusted-none = Nog geen. U vertrouwt een afzender vanuit een van diens berichten, of in de weergave-instellingen.
contacts-import-title = Contacten importeren
contacts-export = Contacten exporteren
contacts-export-do = Exporteren
contacts-file = contacten
contacts-import-short = Importeren
contacts-import-hint = Een bestand in vCard (.vcf), CSV (Outlook, Google, Thunderbird) of LDIF. Hoogstens { $limit }. Er wordt niets geïmporteerd voordat u het hebt nagekeken.
contacts-import-look = Verder
contacts-import-again = Voorbeeld bijwerken
contacts-import-other-file = Ander bestand
contacts-import-no-file = Er is geen bestand gekozen. Kies er een en probeer opnieuw.
contacts-import-large = Dit bestand is te groot; er is niets geïmporteerd. Splits het in meerdere bestanden.
contacts-import-no-cards = Dit bestand bevat geen leesbare contacten; er is niets geïmporteerd. Kies een bestand in vCard, CSV of LDIF.
contacts-import-gone = Dit bestand wordt niet meer bewaard: het is al geïmporteerd of te oud. Kies het opnieuw.
contacts-import-cut = Dit bestand heeft te veel contacten: de rest wordt niet geïmporteerd. Splits het in meerdere bestanden.
contacts-import-columns = Wat de kolommen bevatten
contacts-import-column = Kolom van het bestand
contacts-import-example = Voorbeeld
contacts-import-field = Veld van het contact
contacts-import-field-of = Veld voor { $name }
contacts-import-paired = Herkend
contacts-import-ignore = Niet importeren
contacts-import-into = Importeren in
contacts-import-twice = Als het contact al bestaat
contacts-import-instead = Het hele adresboek vervangen: de huidige contacten worden verwijderd
contacts-import-left-out = Weggelaten contacten
contacts-import-is-there = (kaart { $place }): staat al in het adresboek
contacts-import-is-nobody = (kaart { $place }): geen naam en geen adres
contacts-import-is-double = (kaart { $place }): dezelfde persoon als een eerdere kaart in het bestand
contacts-import-busy = Er wordt al geïmporteerd: van dit bestand is niets bewaard. Wacht tot het klaar is en probeer het dan opnieuw.
contacts-import-begins = Het bestand wordt voorbereid…
contacts-import-done = Het importeren is klaar.
contacts-import-under-way = Er wordt geïmporteerd.
contacts-import-follow = Importeren volgen
contacts-import-retry = Dit bestand opnieuw nemen
contacts-import-undo = Importeren ongedaan maken
contacts-import-failed = Het importeren is niet gelukt: er is niets geïmporteerd, het adresboek is zoals voorheen. Het bestand wordt een dag bewaard; probeer het zo dadelijk opnieuw.
contacts-import-untouched = Geen contact om te importeren: het adresboek wordt niet vervangen, de contacten blijven.
contacts-twice-complete = De bestaande kaart aanvullen
contacts-twice-skip = Overslaan
contacts-twice-replace = De bestaande kaart vervangen
contacts-twice-both = Beide bewaren
contacts-groups-all = Die van het bestand aanmaken
contacts-groups-known = Alleen bestaande groepen
contacts-groups-none = Geen
contacts-export-format = Bestandstype
contacts-export-vcard3 = Voor een andere webmail, een telefoon of een mailprogramma.
contacts-export-vcard4 = Voor recente programma’s.
contacts-export-csv = Voor Outlook en rekenbladen, met kolommen in het Nederlands.
contacts-import-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacten
}
contacts-import-do = { $count ->
    [one] { $count } contact importeren
   *[other] { $count } contacten importeren
}
contacts-import-added = { $count ->
    [one] { $count } nieuw.
   *[other] { $count } nieuw.
}
contacts-import-changed = { $count ->
    [one] { $count } aangevuld of vervangen.
   *[other] { $count } aangevuld of vervangen.
}
contacts-import-there = { $count ->
    [one] { $count } al in het adresboek.
   *[other] { $count } al in het adresboek.
}
contacts-import-double = { $count ->
    [one] { $count } dubbel in het bestand.
   *[other] { $count } dubbel in het bestand.
}
contacts-import-nobody = { $count ->
    [one] { $count } zonder naam of adres.
   *[other] { $count } zonder naam of adres.
}
contacts-merge = Samenvoegen
contacts-merge-title = Contacten samenvoegen
contacts-merge-sentence = Deze { $count } contacten worden dit ene contact. De andere worden verwijderd.
contacts-merge-parts = Samengevoegde contacten
contacts-merge-stays = Blijft
contacts-merge-first = Dit contact eerst behouden
contacts-merge-first-of = Dit contact eerst behouden: { $name }
contacts-merge-changed = Een van deze contacten is intussen gewijzigd: er is niets samengevoegd. Controleer het resultaat en probeer opnieuw.
contacts-merge-few = Vink minstens twee contacten uit uw adresboeken aan om ze samen te voegen.
contacts-merged = { $count } contacten samengevoegd tot één.
contacts-duplicates = Dubbels
contacts-duplicates-title = Waarschijnlijke dubbels
contacts-duplicates-none = Geen dubbels: geen van uw contacten deelt een adres of een naam met een ander.
contacts-duplicates-sentence = Deze contacten hebben een adres of een naam gemeen. Controleer het resultaat voor u samenvoegt.
contacts-merge-look = Resultaat bekijken
contacts-import-running = { $count ->
    [one] { $done } van { $count } contact geïmporteerd.
   *[other] { $done } van { $count } contacten geïmporteerd.
}
contacts-import-stopped = { $count ->
    [one] Het importeren stopte na { $count } contact, dat in het adresboek staat. Het bestand wordt een dag bewaard: neem het opnieuw, of maak het importeren ongedaan.
   *[other] Het importeren stopte na { $count } contacten, die in het adresboek staan. Het bestand wordt een dag bewaard: neem het opnieuw, of maak het importeren ongedaan.
}
contacts-import-lost = { $count ->
    [one] Dit importeren wordt niet meer gevolgd: het is al lang klaar, of de dienst is opnieuw gestart. { $count } geïmporteerd contact staat in het adresboek.
   *[other] Dit importeren wordt niet meer gevolgd: het is al lang klaar, of de dienst is opnieuw gestart. { $count } geïmporteerde contacten staan in het adresboek.
}
contacts-import-undone = { $count ->
    [one] Importeren ongedaan gemaakt: { $count } contact weggehaald.
   *[other] Importeren ongedaan gemaakt: { $count } contacten weggehaald.
}
contacts-import-undone-all = { $count ->
    [one] Importeren ongedaan gemaakt: { $count } contact weggehaald; herstelde contacten: { $back }.
   *[other] Importeren ongedaan gemaakt: { $count } contacten weggehaald; herstelde contacten: { $back }.
}
contacts-import-no-book = Het gekozen adresboek bestaat niet meer. Kies een ander: er is niets geïmporteerd.
contacts-import-undoing = De import wordt ongedaan gemaakt: { $done } van { $count }…
contacts-import-not-undone = Het ongedaan maken is voor het einde gestopt. Doe het nog eens: het gaat verder waar het was.
contacts-import-not-instead = Een adresboek op een server kan niet in één keer vervangen worden. Vink het vervangen uit, of verwijder eerst de contacten. Er is niets geïmporteerd.
contacts-import-refused = { $count ->
    [one] { $count } contact door de server geweigerd.
   *[other] { $count } contacten door de server geweigerd.
}
contacts-undo-left = { $count ->
    [one] Ongedaan gemaakt: { $done }. De server weigerde { $count } contact, dat blijft zoals het is. { $why } U kunt het opnieuw proberen.
   *[other] Ongedaan gemaakt: { $done }. De server weigerde { $count } contacten, die blijven zoals ze zijn. { $why } U kunt het opnieuw proberen.
}
contacts-import-cut-off = De import is voor het einde gestopt. { $why } Wat geïmporteerd is, blijft in het adresboek, en het bestand wordt bewaard: nog eens proberen verdubbelt niets.
