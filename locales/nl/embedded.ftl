### Een bericht dat bij een ander is gevoegd.

embedded-in = Bericht bij ‘{ $subject }’
embedded-in-unnamed = Bericht bij een bericht zonder onderwerp
embedded-back = Terug naar het bericht
embedded-save = Downloaden
embedded-packed-cut = Een deel van wat Outlook in dit bericht heeft gepakt, kon niet worden gelezen: het oorspronkelijke bestand is bijgevoegd zoals het is.
