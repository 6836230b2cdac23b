### De opmaak van een bericht.

editor-formatting = Opmaak
editor-format = Berichtindeling
editor-text = Tekst
editor-font = Lettertype
editor-font-usual = Lettertype
editor-size = Grootte
editor-size-usual = Grootte
editor-bold = Vet (Ctrl+B)
editor-italic = Cursief (Ctrl+I)
editor-underline = Onderstreept (Ctrl+U)
editor-color = Tekstkleur
editor-list = Lijst met opsommingstekens
editor-ordered = Genummerde lijst
editor-outdent = Minder inspringen
editor-indent = Meer inspringen
editor-quote = Citaat
editor-align = Uitlijning
editor-align-left = Links
editor-align-center = Midden
editor-align-right = Rechts
editor-align-justify = Uitgevuld
editor-link = Koppeling
editor-link-question = Adres van de koppeling:
editor-image = Afbeelding invoegen
editor-clear = Opmaak wissen
editor-warning = Overschakelen naar tekst? Opmaak en afbeeldingen in de tekst gaan verloren.
