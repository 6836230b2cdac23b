### Was gelöscht wird.

deleting-title = Löschen
deleting-reads = Gelöschtes als gelesen markieren
deleting-junk = Eine unerwünschte Nachricht löschen
deleting-junk-hint = Was endgültig gelöscht ist, kann nicht wiederhergestellt werden.
deleting-junk-trash = In den Papierkorb
deleting-junk-for-good = Endgültig
