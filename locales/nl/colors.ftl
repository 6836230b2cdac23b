### De kleuren van een bericht in het donkere thema.

colors-adapt = Kleuren aanpassen
colors-original = Oorspronkelijke kleuren
