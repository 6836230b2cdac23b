### Zoekopdrachten onder een naam bewaard.

saved-title = Bewaarde zoekopdrachten
saved-save = Bewaren
saved-name = Naam van de zoekopdracht
saved-do = Zoekopdracht bewaren
saved-forget = Zoekopdracht “{ $name }” vergeten
saved-done = Zoekopdracht “{ $name }” bewaard. U vindt ze in het menu van het zoeken.
saved-forgotten = Zoekopdracht “{ $name }” vergeten.
saved-no-name = De zoekopdracht heeft geen naam: ze is niet bewaard. Geef ze er een.
saved-too-many = U hebt al { $count } bewaarde zoekopdrachten: deze is niet bewaard. Vergeet er eerst een.
