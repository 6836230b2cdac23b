### Eine Unterhaltung.

conversation-show = Unterhaltung anzeigen
conversation-back = Zurück zur Nachricht
conversation-open = Öffnen
