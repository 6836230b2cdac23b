### Unterhaltungen in der Liste.

settings-unfold = In der Liste aufgeklappte Unterhaltungen
settings-unfold-never = Zunächst keine
settings-unfold-unread = Die mit etwas Neuem
settings-unfold-all = Alle
list-unfold = Unterhaltung aufklappen: { $name }
list-fold = Unterhaltung zuklappen: { $name }
