### Wat verwijderd wordt.

deleting-title = Verwijderen
deleting-reads = Wat verwijderd wordt als gelezen markeren
deleting-junk = Een ongewenst bericht verwijderen
deleting-junk-hint = Wat definitief verwijderd is, kan niet meer hersteld worden.
deleting-junk-trash = Naar de prullenbak
deleting-junk-for-good = Definitief
