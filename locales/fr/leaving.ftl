### Ce qui se passe à la déconnexion.

leaving-title = À la déconnexion
leaving-trash = Vider la corbeille
leaving-junk = Vider les spams
leaving-hint = Ce qui est supprimé ainsi ne se retrouve pas. C’est la date d’arrivée qui compte : un ancien message jeté aujourd’hui part aussi.
leaving-never = Jamais
leaving-all = Entièrement
leaving-days = Messages arrivés il y a plus de { $count } jours
