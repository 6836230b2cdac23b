### Wat op een pagina van de lijst volgt.

settings-paging = Onderaan de lijst
settings-paging-pages = Een link naar de volgende pagina
settings-paging-endless = De rest komt vanzelf
