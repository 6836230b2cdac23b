### Leesbevestigingen (MDN).

receipt-label = Leesbevestiging
receipt-asked = De afzender vraagt een leesbevestiging.
receipt-asked-elsewhere = De afzender vraagt een leesbevestiging, die naar { $address } zou gaan.
receipt-automatic = De afzender vraagt een leesbevestiging. Volgens uw voorkeuren wordt ze verstuurd.
receipt-send = Versturen
receipt-ignore = Negeren
receipt-always = Altijd voor { $name }
receipt-sent = Leesbevestiging verstuurd naar { $address }.
receipt-ignored = Voor dit bericht wordt geen leesbevestiging verstuurd.
receipt-nothing = Er is niets verstuurd: dit bericht verwacht geen leesbevestiging, of het kreeg al antwoord.
receipt-unknown = De verzendserver zei niet of hij de leesbevestiging heeft aangenomen. Ze wordt niet opnieuw verstuurd.
receipt-no-address = De leesbevestiging is niet vertrokken. Uw gebruikersnaam is geen adres: meld u opnieuw aan met uw volledige adres.
receipt-credentials = De leesbevestiging is niet vertrokken. De verzendserver weigert uw wachtwoord; meld u opnieuw aan en probeer het nog eens.
receipt-refused = De leesbevestiging is niet vertrokken. De verzendserver weigert ze; u kunt de vraag negeren of het later opnieuw proberen.
receipt-unreachable = De leesbevestiging is niet vertrokken. De verzendserver is onbereikbaar; probeer het zo dadelijk opnieuw.
receipt-subject = Bevestiging (gelezen): { $subject }
receipt-text = Dit is een bevestiging voor het bericht dat u hebt verstuurd.

    Aan: { $to }
    Onderwerp: { $subject }
    Datum: { $date }

    Het bericht is bij de ontvanger getoond. Dat garandeert niet dat het is gelezen of begrepen.
