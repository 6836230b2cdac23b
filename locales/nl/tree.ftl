### De mappen naast elke pagina.

folder-branch = Submappen van { $name }
folder-unseen-inside = , { $count } ongelezen, submappen inbegrepen
nav-others-folders = Postvakken van anderen
nav-shared-folders = Gedeelde mappen
rights-to-read = alleen lezen
rights-to-read-hint = Met uw rechten kunt u de berichten in deze map alleen lezen.
quota-title = Gebruikte ruimte
quota-used = { $used } van { $limit } gebruikt
quota-full = Postvak vol: { $used } van { $limit }
quota-full-title = Uw postvak is vol.
quota-full-means = Nieuwe berichten worden geweigerd en de afzenders gewaarschuwd.
quota-sort = Sorteren op grootte
nav-manage-folders = Mappen beheren
folders-new-inside = Nieuwe submap
folders-arrange = Hernoemen, verplaatsen, instellen
folders-shown-all = De mappen van anderen worden allemaal getoond zolang u er geen kiest. Toont u deze, dan worden alleen de gekozen mappen getoond.
