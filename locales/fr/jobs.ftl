### Ce qui continue tout seul.

jobs-title = Actions en cours
jobs-none = Rien n’est en cours.
jobs-look = Suivre
jobs-look-at = Suivre l’action dans { $name }
jobs-all = Toutes les actions en cours
