### Als de sessie tijdens het schrijven is verlopen.

expired-title = Opnieuw aanmelden
expired-lead = Uw sessie is verlopen. Uw tekst staat er nog: meld u opnieuw aan en wat u deed, gaat verder.
expired-failed = Het aanmelden is niet gelukt. Uw tekst staat er nog; probeer het zo meteen opnieuw.
expired-away = De server antwoordt niet: er is niets verzonden. Uw tekst staat er nog; probeer het zo meteen opnieuw.
expired-kept-with-files = Uw sessie was verlopen: er is niets verzonden. Uw tekst staat hieronder, en de bestanden ({ $name }) worden bijgevoegd zodra u hem opslaat of verzendt; lees hem eerst na.
