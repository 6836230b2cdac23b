### Bilder anderer Server in einer geöffneten Nachricht.

images-show = Bilder anzeigen
images-always-for = Immer für { $name }
images-once = Bilder für dieses Mal angezeigt.
images-trusted = Bilder angezeigt: Sie vertrauen diesem Absender.
images-known = Bilder angezeigt: Der Absender steht in Ihren Kontakten.
images-stop = Nicht mehr anzeigen
