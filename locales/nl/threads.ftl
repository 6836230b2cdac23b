### Gesprekken in de lijst.

settings-threads = Lijsten per gesprek groeperen
settings-threads-hint = De berichten van één uitwisseling staan op één regel. Wat u boven een lijst kiest, gaat voor die map voor.
settings-unfold = Gesprekken opengeklapt in de lijst
settings-unfold-never = Vooraf geen
settings-unfold-unread = Die met iets nieuws
settings-unfold-all = Alle
settings-real-names = De echte mapnamen tonen
settings-real-names-hint = Mappen heten zoals op de server, bijvoorbeeld ‘Drafts’ in plaats van ‘Concepten’. Het Postvak IN houdt zijn naam.
list-unfold = Gesprek openklappen: { $name }
list-fold = Gesprek dichtklappen: { $name }
