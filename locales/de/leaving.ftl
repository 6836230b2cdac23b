### Was beim Abmelden geschieht.

leaving-title = Beim Abmelden
leaving-trash = Papierkorb leeren
leaving-junk = Unerwünschte Nachrichten leeren
leaving-hint = Was so gelöscht wird, kommt nicht zurück. Es zählt der Tag des Eingangs: Eine alte Nachricht, die heute weggeworfen wird, geht mit.
leaving-never = Nie
leaving-all = Ganz
leaving-days = Nachrichten, die vor mehr als { $count } Tagen angekommen sind
