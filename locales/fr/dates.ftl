### Dates.

date-today = Aujourd’hui
date-yesterday = Hier
date-this-week = Cette semaine
date-last-week = La semaine dernière
date-this-month = Ce mois-ci
date-month-year = { $month } { $year }
date-in-week = { $weekday } { $time }
date-in-year = { $day } { $month }
date-older = { $day }/{ $month }/{ $year }
date-day = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
date-day-year = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-long = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month }, { $time }
date-long-year = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }, { $time }
date-monday = lundi
date-tuesday = mardi
date-wednesday = mercredi
date-thursday = jeudi
date-friday = vendredi
date-saturday = samedi
date-sunday = dimanche
date-mon = lun.
date-tue = mar.
date-wed = mer.
date-thu = jeu.
date-fri = ven.
date-sat = sam.
date-sun = dim.
date-january = janvier
date-february = février
date-march = mars
date-april = avril
date-may-month = mai
date-june = juin
date-july = juillet
date-august = août
date-september = septembre
date-october = octobre
date-november = novembre
date-december = décembre
date-jan = janv.
date-feb = févr.
date-mar = mars
date-apr = avr.
date-may = mai
date-jun = juin
date-jul = juill.
date-aug = août
date-sep = sept.
date-oct = oct.
date-nov = nov.
date-dec = déc.
date-exact = { $date } { $time }
date-long-numeric = { $day }, { $time }
date-day-numeric = { $weekday } { $date }
date-before-noon = { $time } AM
date-after-noon = { $time } PM
