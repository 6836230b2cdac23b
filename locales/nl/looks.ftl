### Hoe de lijst wordt getoond.

settings-list = Berichtenlijst
settings-layout = Geopend bericht
settings-layout-beside = Naast de lijst
settings-layout-below = Onder de lijst
settings-layout-alone = In plaats van de lijst
settings-row-lines = Regels per bericht
settings-row-lines-fit = Eén als de lijst breed is, anders twee
settings-row-lines-one = Eén, behalve op een telefoon
settings-row-lines-two = Twee
settings-page-size = Berichten per pagina
settings-page-size-count = { $count } berichten
