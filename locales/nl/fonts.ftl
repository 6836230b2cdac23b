### Lettertype van berichten.

composing-font = Lettertype van opgemaakte berichten
composing-font-hint = Een lettertype dat de ontvanger niet heeft, wordt door een gelijkaardig vervangen.
composing-font-none = Die van de ontvanger
composing-font-arial = Arial
composing-font-calibri = Calibri
composing-font-verdana = Verdana
composing-font-tahoma = Tahoma
composing-font-trebuchet = Trebuchet MS
composing-font-georgia = Georgia
composing-font-times = Times New Roman
composing-font-courier = Courier New
composing-font-size = Lettergrootte
composing-font-points = { $count } punten
composing-list-replies = ‘Allen beantwoorden’ bij een bericht van een mailinglijst
composing-list-replies-hint = Het andere antwoord blijft in het menu van het bericht.
composing-list-replies-everybody = Aan allen
composing-list-replies-list = Aan de lijst
