### Was von selbst weitergeht.

jobs-title = Laufende Aktionen
jobs-none = Es läuft nichts.
jobs-look = Verfolgen
jobs-look-at = Die Aktion in { $name } verfolgen
jobs-all = Alle laufenden Aktionen
