### De mappen naast elke pagina.

folder-branch = Submappen van { $name }
folder-unseen-inside = , { $count } ongelezen, submappen inbegrepen
nav-others-folders = Postvakken van anderen
nav-shared-folders = Gedeelde mappen
rights-to-read = alleen lezen
rights-to-read-hint = Met uw rechten kunt u de berichten in deze map alleen lezen.
