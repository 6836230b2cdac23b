### De mappen, op orde.

folders-title = Mappen
folders-about = Mappen maken, hernoemen, verplaatsen, leegmaken en verwijderen.
folders-list = Al uw mappen
folders-new = Nieuwe map
folders-create = Map maken
folders-name = Naam van de map
folders-inside = In
folders-top = (geen, op het hoogste niveau)
folders-hidden = verborgen
folders-messages = berichten
folders-unseen = ongelezen
folders-size = in gebruik
folders-open = Openen
folders-read = Alles als gelezen markeren
folders-show = In de lijst tonen
folders-hide = In de lijst verbergen
folders-empty = Map leegmaken
folders-delete = Map verwijderen
folders-empty-question = { $count ->
    [one] Het bericht uit deze map halen?
   *[other] De { $count } berichten uit deze map halen?
}
folders-empty-trash = De berichten gaan naar de prullenbak.
folders-empty-good = De berichten worden definitief verwijderd.
folders-delete-question = De map ‘{ $name }’ verwijderen?
folders-delete-hint = { $count ->
    [0] De map bevat geen bericht.
    [one] Haar bericht wordt definitief verwijderd.
   *[other] Haar { $count } berichten worden definitief verwijderd.
}
folders-delete-inner = { $count ->
    [one] De map erin ook.
   *[other] De { $count } mappen erin ook.
}
folders-role = Deze map heeft een rol: ze kan niet worden hernoemd, verplaatst, verborgen of verwijderd.
folders-read-only = Met uw rechten op deze map kunt u haar niet hernoemen of verwijderen.
folders-emptying = De map wordt leeggemaakt; u mag deze pagina verlaten.
folders-emptied = De map is leeg.
folders-stopped = De map kon niet helemaal worden leeggemaakt. Wat overblijft is intact; probeer het opnieuw.
folders-created = Map gemaakt.
folders-renamed = Map opgeslagen.
folders-deleted = Map verwijderd.
folders-renamed-rules = Map opgeslagen. Uw regels bergen berichten er onder de nieuwe naam op.
folders-renamed-not-rules = Map opgeslagen, maar uw regels konden niet worden aangepast: die berichten in deze map opbergen, dragen misschien nog de oude naam. Verbeter ze in Voorkeuren, Filters.
folders-deleted-named = Map verwijderd. Regels bergen er nog berichten in op: verbeter ze in Voorkeuren, Filters.
folders-now-shown = De map staat in de lijst.
folders-now-hidden = De map staat niet meer in de lijst; haar berichten blijven.
folders-seen = Alle berichten van de map zijn als gelezen gemarkeerd.
folders-name-empty = Geef de map een naam.
folders-name-long = Deze naam is te lang: hoogstens 128 tekens.
folders-name-character = Het teken ‘{ $character }’ kan niet in de naam van een map staan.
folders-name-taken = Er is op die plaats al een map met deze naam. Kies een andere.
folders-gone = Deze map bestaat niet meer. De lijst is bijgewerkt.
folders-not-inside = De map kan daar niet staan. Kies een andere plaats.
folders-refused = De mailserver weigerde; er is niets veranderd. Probeer een andere naam of plaats.
