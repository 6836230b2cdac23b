### Meerdere berichten van een lijst kiezen.

select-title = Selecteren
select-row = Selecteren:
select-page = De hele pagina
select-unread = De ongelezen berichten van de pagina
select-others = Selectie omkeren
select-none = Niets
select-some = Selectie
select-count = { $count } geselecteerd
select-all = Alle { $count } van de map
select-all-found = Alle { $count } gevonden
select-all-threads = Alle { $count } gesprekken van de map
select-clear = Selectie opheffen
select-actions = Acties op de selectie
list-actions = Acties van de lijst
select-label = Label geven
select-unlabel = Label weghalen
