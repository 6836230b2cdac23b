### Gesprekken in de lijst.

settings-unfold = Gesprekken opengeklapt in de lijst
settings-unfold-never = Vooraf geen
settings-unfold-unread = Die met iets nieuws
settings-unfold-all = Alle
list-unfold = Gesprek openklappen: { $name }
list-fold = Gesprek dichtklappen: { $name }
