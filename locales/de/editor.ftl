### Wie eine Nachricht aussieht.

editor-formatting = Formatierung
editor-format = Nachrichtenformat
editor-text = Text
editor-font = Schriftart
editor-font-usual = Schriftart
editor-size = Größe
editor-size-usual = Größe
editor-bold = Fett (Strg+B)
editor-italic = Kursiv (Strg+I)
editor-underline = Unterstrichen (Strg+U)
editor-color = Textfarbe
editor-list = Aufzählung
editor-ordered = Nummerierte Liste
editor-outdent = Einzug verkleinern
editor-indent = Einzug vergrößern
editor-quote = Zitat
editor-align = Ausrichtung
editor-align-left = Links
editor-align-center = Mitte
editor-align-right = Rechts
editor-align-justify = Blocksatz
editor-link = Link
editor-link-question = Adresse des Links:
editor-image = Bild einfügen
editor-clear = Formatierung entfernen
editor-warning = Zu Text wechseln? Formatierung und Bilder im Text gehen verloren.
