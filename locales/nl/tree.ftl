### De mappen naast elke pagina.

folder-branch = Submappen van { $name }
folder-unseen-inside = , { $count } ongelezen, submappen inbegrepen
