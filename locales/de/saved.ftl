### Suchen, die unter einem Namen gespeichert sind.

saved-title = Gespeicherte Suchen
saved-save = Speichern
saved-name = Name der Suche
saved-do = Suche speichern
saved-forget = Suche „{ $name }“ vergessen
saved-done = Suche „{ $name }“ gespeichert. Sie finden sie im Menü der Suche.
saved-forgotten = Suche „{ $name }“ vergessen.
saved-no-name = Die Suche hat keinen Namen: Sie ist nicht gespeichert. Geben Sie ihr einen.
saved-too-many = Sie haben schon { $count } gespeicherte Suchen: Diese ist nicht gespeichert. Vergessen Sie erst eine.
