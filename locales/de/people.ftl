### Personen und Kopfzeilen einer Nachricht.

people-write = Schreiben
people-copy = Adresse kopieren
people-copied = Adresse kopiert.
people-more = { $count ->
    [one] und { $count } weitere Person
   *[other] und { $count } weitere
}
headers-title = Vollständige Kopfzeilen
headers-show = Alle Kopfzeilen
headers-back = Zurück zur Nachricht
headers-cut = Dieser Kopf ist sehr lang: Sein Ende wird nicht gezeigt.
headers-none = Diese Nachricht hat keinen lesbaren Kopf.
headers-raw = Wie empfangen
