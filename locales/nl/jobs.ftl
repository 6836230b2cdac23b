### Wat vanzelf doorgaat.

jobs-title = Lopende acties
jobs-none = Er loopt niets.
jobs-look = Volgen
jobs-look-at = De actie in { $name } volgen
jobs-all = Alle lopende acties
