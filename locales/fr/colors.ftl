### Les couleurs d’un message dans le thème sombre.

colors-adapt = Adapter les couleurs
colors-original = Couleurs d’origine
