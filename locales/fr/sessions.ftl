### Les sessions ouvertes et les connexions.

sessions-title = Sessions et connexions
sessions-about = Les navigateurs dans lesquels votre messagerie est ouverte, et les connexions qui ont réussi ou non.
sessions-open = Sessions ouvertes
sessions-this = cette session
sessions-agent = { $browser } sur { $system }
sessions-agent-unknown = Navigateur inconnu
sessions-since = ouverte le { $name }
sessions-used = utilisée le { $name }
sessions-close = Fermer
sessions-close-one = Fermer la session de { $name }
sessions-close-others = Fermer les autres sessions
sessions-alone = Aucune autre session n’est ouverte.
sessions-awaited = Quelqu’un a saisi votre mot de passe et n’a pas encore donné de code. Si ce n’est pas vous, fermez les autres sessions et changez votre mot de passe.
sessions-wait-ended = La connexion qui attendait un code est annulée. Aucune autre session n’était ouverte.
sessions-closed = { $count ->
    [0] Aucune autre session n’était ouverte.
    [one] Session fermée. Le texte que l’on y écrivait reste dans les brouillons.
   *[other] { $count } sessions fermées. Les textes que l’on y écrivait restent dans les brouillons.
}
sessions-logins = Dernières connexions
sessions-logins-hint = Les connexions réussies et refusées des 90 derniers jours, cinquante de chaque sorte au plus. Si vous n’en reconnaissez pas une qui a réussi, fermez les autres sessions et changez votre mot de passe. Les logiciels et les téléphones qui lisent votre courrier n’y figurent pas.
sessions-no-logins = Aucune connexion n’a encore été notée.
sessions-in = réussie
sessions-refused = refusée
sessions-half = mot de passe correct, code demandé
sessions-no-code = code refusé
