### Afbeeldingen van andere servers in een geopend bericht.

images-show = Afbeeldingen tonen
images-always-for = Altijd voor { $name }
images-once = Afbeeldingen voor deze keer getoond.
images-trusted = Afbeeldingen getoond: u vertrouwt deze afzender.
images-known = Afbeeldingen getoond: de afzender staat in uw contacten.
images-stop = Niet meer tonen
