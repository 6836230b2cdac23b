### Wie die Liste gezeigt wird.

settings-list = Nachrichtenliste
settings-layout = Geöffnete Nachricht
settings-layout-beside = Neben der Liste
settings-layout-below = Unter der Liste
settings-layout-alone = Anstelle der Liste
settings-row-lines = Zeilen je Nachricht
settings-row-lines-fit = Eine, wenn die Liste breit ist, sonst zwei
settings-row-lines-one = Eine, außer auf dem Telefon
settings-row-lines-two = Zwei
settings-page-size = Nachrichten je Seite
settings-page-size-count = { $count } Nachrichten
