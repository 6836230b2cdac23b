### Open sessies en aanmeldingen.

sessions-title = Sessies en aanmeldingen
sessions-about = Waar u bent aangemeld, en wie zich hier bij uw mail heeft aangemeld of dat heeft geprobeerd.
sessions-open = Open sessies
sessions-this = deze sessie
sessions-agent = { $browser } op { $system }
sessions-agent-unknown = Onbekende browser
sessions-since = geopend op { $name }
sessions-used = gebruikt op { $name }
sessions-close = Sluiten
sessions-close-one = Sessie van { $name } sluiten
sessions-close-others = De andere sessies sluiten
sessions-alone = Er is geen andere sessie open.
sessions-awaited = Iemand heeft uw wachtwoord getypt en nog geen code gegeven. Als u het niet bent, sluit dan de andere sessies en wijzig uw wachtwoord.
sessions-wait-ended = De aanmelding die op een code wachtte, is geannuleerd. Er was geen andere sessie open.
sessions-closed = { $count ->
    [0] Er was geen andere sessie open.
    [one] Sessie gesloten. De tekst die daar werd geschreven, blijft bij de concepten.
   *[other] { $count } sessies gesloten. Teksten die daar werden geschreven, blijven bij de concepten.
}
sessions-logins = Laatste aanmeldingen
sessions-logins-hint = Geslaagde en geweigerde aanmeldingen van de laatste 90 dagen, hoogstens vijftig van elk. Herkent u een geslaagde aanmelding niet, sluit dan de andere sessies en wijzig uw wachtwoord. Programma’s en telefoons die uw mail lezen, staan er niet bij.
sessions-no-logins = Er is nog geen aanmelding genoteerd.
sessions-in = geslaagd
sessions-refused = geweigerd
sessions-half = wachtwoord juist, code gevraagd
sessions-no-code = code geweigerd
