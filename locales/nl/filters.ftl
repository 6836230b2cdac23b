### Het script van regels.

filters-title = Filters
filters-about = De regels die uw server toepast op elk bericht dat aankomt, geschreven in Sieve.
filters-rules = Uw regels, in volgorde
filters-none = Nog geen regel. Het afwezigheidsbericht en het doorsturen voegen er elk een toe; hieronder kunt u andere schrijven.
filters-no-name = Regel zonder naam
filters-off = Uit
filters-script = Het script
filters-script-label = Sieve-script
filters-script-hint = Een opmerking ‘# rule:[Facturen]’ boven een regel geeft hem zijn naam. Uitbreidingen die uw server kent:
filters-check = Nagaan
filters-checked = De server aanvaardt dit script. Het is nog niet opgeslagen.
filters-kept = Script opgeslagen. Het geldt vanaf nu.
filters-refused = De server aanvaardt dit script niet, en het vorige blijft actief. De server zegt: { $reason }
filters-odd = De server aanvaardt dit script, maar deze pagina’s zouden het niet meer kunnen lezen (regel { $line }). Er is niets opgeslagen.
filters-too-long = Het script is te lang. Kort het in tot 1 MB.
filters-password = Dit script stuurt berichten naar een nieuw adres buiten uw organisatie. Typ uw wachtwoord om te bevestigen dat u het bent, en sla dan op.
