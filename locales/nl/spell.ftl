### De spelling van een bericht, en haar instellingen.

spell-title = Spelling
spell-language = Taal van het bericht
spell-again = Controleren
spell-count =
    { $count ->
        [0] Geen onbekende woorden
        [one] { $count } onbekend woord
       *[other] { $count } onbekende woorden
    }
spell-cut = Het einde van de tekst is niet gecontroleerd: hij is te lang.
spell-previous = Vorig onbekend woord
spell-next = Volgend onbekend woord
spell-close = Spellingcontrole sluiten
spell-times = ({ $count } keer)
spell-choose = Wat te doen met ‘{ $name }’
spell-leave = Zo laten
spell-replace = Vervangen door ‘{ $name }’
spell-ignore = In dit bericht negeren
spell-add = Aan mijn woordenboek toevoegen
spell-other = Andere verbetering
spell-other-for = Andere verbetering voor ‘{ $name }’
spell-apply = Verbeteringen toepassen
spell-problem = De spelling kon niet worden gecontroleerd. Uw tekst is niet veranderd; probeer het zo meteen opnieuw.
spell-full = Dit woord kon niet worden toegevoegd: uw woordenboek is vol, of het is geen woord.
spell-thinking = Zoeken…
spell-no-suggestion = Geen suggesties
spell-late = Nog geen suggesties. Probeer het zo meteen opnieuw.
spell-before-sending = Het bericht is niet verzonden: er staan onbekende woorden in. Verbeter ze of laat ze staan, en verzend het dan.
spelling-about = De spelling wordt op uw server gecontroleerd. Wat u citeert, handtekeningen en adressen worden niet gecontroleerd.
spelling-checking = Controle
spelling-language = Taal van uw berichten
spelling-language-hint = U kunt die ook in elk bericht veranderen.
spelling-language-pages = Die van de interface
spelling-before-sending = Controleren vóór het verzenden
spelling-before-sending-hint = Een bericht met onbekende woorden wordt u nog één keer getoond.
spelling-own = Mijn woordenboek
spelling-own-words = Mijn woorden
spelling-own-hint = Eén woord per regel. Een woord in kleine letters geldt ook met een hoofdletter.
spelling-dictionary = Woordenboek
