### Comment la liste est montrée.

settings-list = Liste des messages
settings-layout = Message ouvert
settings-layout-beside = À côté de la liste
settings-layout-below = Sous la liste
settings-layout-alone = À la place de la liste
settings-row-lines = Lignes par message
settings-row-lines-fit = Une si la liste est large, sinon deux
settings-row-lines-one = Une, sauf sur téléphone
settings-row-lines-two = Deux
settings-page-size = Messages par page
settings-page-size-count = { $count } messages
