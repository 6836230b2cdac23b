### Welke map waarvoor dient.

roles-title = Speciale mappen
roles-about = Kies waar uw concepten, verzonden berichten en de berichten die u archiveert, meldt of verwijdert terechtkomen. Zonder keuze beslist de server.
roles-usual = Volgens de server
roles-server = Volgens de server: { $name }
roles-made = Volgens de server: ‘{ $name }’, gemaakt wanneer nodig
roles-kept = Speciale mappen opgeslagen.
roles-twice = Een map kan maar één rol hebben. Kies verschillende mappen.
roles-gone = Een van de gekozen mappen bestaat niet meer of kan deze rol niet hebben. Er is niets gewijzigd; kies een andere.
roles-lost = De map ‘{ $chosen }’, gekozen voor ‘{ $role }’, bestaat niet meer: die van de server komt in de plaats.
folders-delete-role = U had deze map voor een rol gekozen: de server gebruikt voortaan een andere.
