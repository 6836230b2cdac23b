### Antwoorden die klaarstaan.

responses-title = Standaardantwoorden
responses-about = Wat u vaak schrijft. Het menu “Standaardantwoorden” van een bericht zet het waar de cursor staat.
responses-new = Nieuw standaardantwoord
responses-none = Nog geen standaardantwoord. Maak het eerste, of bewaar een tekst terwijl u een bericht schrijft.
responses-fixed = Van uw beheerder
responses-fixed-hint = Uw beheerder heeft dit antwoord geschreven: u kunt het lezen en invoegen, niet wijzigen.
responses-common = Gedeeld
responses-name = Naam in het menu
responses-body = Tekst
responses-hint = Het antwoord wordt ingevoegd waar de cursor staat. Uw handtekening blijft eronder.
responses-kept = Standaardantwoord opgeslagen.
responses-remove = Standaardantwoord verwijderen
responses-remove-question = Dit standaardantwoord verwijderen?
responses-remove-hint = Berichten waarin het is gebruikt, veranderen niet.
responses-removed = Standaardantwoord verwijderd.
responses-no-name = Geef het antwoord een naam: die staat in het menu.
responses-name-long = Deze naam is te lang. Kort hem in tot 100 tekens.
responses-no-body = Het antwoord is leeg. Schrijf de tekst.
responses-body-long = Dit antwoord is te lang. Kort het in tot 64 kB.
responses-too-many = U hebt al { $count } standaardantwoorden. Verwijder er een en probeer het opnieuw.
responses-search = Standaardantwoord zoeken
responses-save-text = Tekst bewaren als standaardantwoord
responses-manage = Standaardantwoorden beheren
responses-empty-menu = Nog geen standaardantwoord
responses-failed = Het antwoord kon niet worden ingevoegd. Uw tekst is niet veranderd; probeer het opnieuw.
