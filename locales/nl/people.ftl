### Personen en kopregels van een bericht.

people-write = Schrijven
people-copy = Adres kopiëren
people-copied = Adres gekopieerd.
people-more = { $count ->
    [one] en { $count } ander
   *[other] en { $count } anderen
}
headers-title = Volledige kopregels
headers-show = Alle kopregels
headers-back = Terug naar het bericht
headers-cut = Deze kop is erg lang: het einde wordt niet getoond.
headers-none = Dit bericht heeft geen leesbare kop.
headers-raw = Zoals ontvangen
