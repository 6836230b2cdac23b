### Doorsturen, en wat het deelt met het afwezigheidsbericht.

redirection-title = Doorsturen
redirection-about = Uw berichten worden meteen na aankomst naar andere adressen gestuurd.
redirection-do = Doorsturen
redirection-on = Aan
redirection-keep = Hier een kopie bewaren
redirection-keeps = Berichten blijven in het postvak IN
redirection-keep-hint = Zonder kopie verschijnen doorgestuurde berichten niet meer in deze webmail.
redirection-targets = Adressen
redirection-none = Nog geen adres. Voeg het adres toe waar uw berichten heen moeten.
redirection-is-outside = Extern
redirection-is-inside = Intern
redirection-is-on = Actief
redirection-remove = { $name } weghalen
redirection-another = Nieuw adres
redirection-add = Toevoegen
redirection-most = { $count ->
    [one] Hoogstens één adres.
   *[other] Hoogstens { $count } adressen.
}
redirection-forbidden = Uw beheerder staat niet toe dat regels uw berichten naar andere adressen sturen.
redirection-no-more = Uw beheerder staat geen verder adres toe. Deze blijven tot u ze verwijdert.
redirection-domains = Toegestane domeinen: { $name }.
redirection-no-copy = Er wordt hier geen kopie bewaard: als een van de adressen niet meer werkt, gaan berichten verloren.
redirection-outside = Ten minste één adres ligt buiten uw organisatie. Wijzigingen van het doorsturen staan in het logboek van de beheerder.
redirection-no-target = Voeg het adres toe waar uw berichten heen moeten.
redirection-kept = Doorsturen opgeslagen. Een kopie van elk bericht blijft hier.
redirection-kept-without-copy = Doorsturen opgeslagen. Berichten blijven niet hier.
redirection-kept-off = Doorsturen opgeslagen. Het is niet actief.
redirection-notice = { $count ->
    [0] Uw berichten worden doorgestuurd naar { $address }.
    [one] Uw berichten worden doorgestuurd naar { $address } en nog een adres.
   *[other] Uw berichten worden doorgestuurd naar { $address } en nog { $count } adressen.
}
redirection-notice-no-copy = Er blijft hier geen kopie.
rules-manage = Beheren
rules-not-offered = Deze pagina vraagt een server voor regels (ManageSieve), en uw beheerder heeft er geen ingesteld. Vraag uw beheerder naar uw afwezigheid of het doorsturen.
rules-credentials = De server voor regels weigert uw wachtwoord. Er is niets gewijzigd. Verwittig uw beheerder.
rules-certificate = De identiteit van de server voor regels is niet bevestigd: uw wachtwoord is niet verzonden en er is niets gewijzigd. Verwittig uw beheerder.
rules-away = De server voor regels antwoordt niet. Er is niets gewijzigd en uw regels werken verder als voorheen. Probeer het zo dadelijk opnieuw.
rules-quota = De server heeft geen ruimte meer voor uw regels. Er is niets gewijzigd; kort in wat u hebt ingevoerd, of verwijder een oud script onder “Filters”, “Andere scripts”, en sla opnieuw op.
rules-refused = De server heeft deze regels geweigerd. De vorige blijven actief en wat u typte staat hieronder. De server zegt: { $reason }
rules-unreadable = Het script ‘{ $name }’ kan niet worden gelezen (regel { $line }). Er is niets gewijzigd. Verbeter het met het programma dat het schreef, of verwittig uw beheerder.
rules-bound = Deze regel staat in het script ‘{ $name }’, dat niet actief is, en hangt af van de rest ervan. Er is niets gewijzigd en wat u typte staat hieronder. Activeer het script onder “Filters”, “Andere scripts”, of verwijder de regel daar, en sla opnieuw op.
rules-changed = Deze instellingen zijn elders gewijzigd terwijl deze pagina open stond. Er is niets opgeslagen en wat u typte staat hieronder: sla opnieuw op om het andere te vervangen.
rules-unsure = De regelserver heeft het opslaan niet bevestigd. Misschien is het opgeslagen: bekijk de lijst van uw regels voordat u het opnieuw probeert. Wat u op deze pagina hebt ingevoerd, blijft staan.
rules-no-address = ‘{ $address }’ is geen adres. Schrijf het volledig, bijvoorbeeld claire@voorbeeld.be.
rules-own-address = Dit is het adres van deze account: berichten zouden blijven rondgaan. Kies een ander.
rules-no-redirect = Uw beheerder staat niet toe dat regels uw berichten naar andere adressen sturen. Er is niets gewijzigd.
rules-only-domains = Uw beheerder staat doorsturen alleen toe naar adressen van deze domeinen: { $domains }. Er is niets gewijzigd; kies een ander adres.
rules-loop = Een doeladres is ook van u. Als de post ervan hier terugkomt, blijven berichten rondgaan: ga dat na voor u erop rekent.
rules-too-many = { $count ->
    [one] Uw server staat hoogstens één adres toe. Haal de andere weg.
   *[other] Uw server staat hoogstens { $count } adressen toe. Haal er weg.
}
rules-password-needed = Dit adres ligt buiten uw organisatie. Typ uw wachtwoord om te bevestigen dat u het bent, en sla dan op.
rules-password-hint = Gevraagd voordat berichten naar een nieuw extern adres worden gestuurd.
