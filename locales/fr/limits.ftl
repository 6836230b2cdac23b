### Ce qui dépasse les limites d’une page.

message-header-cut = L’en-tête de ce message est très long : une partie n’est pas affichée.
