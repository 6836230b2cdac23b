### Comment un message est envoyé.

options-title = Options d’envoi
options-mdn = Demander un accusé de réception
options-mdn-hint = Le destinataire peut refuser (MDN).
options-dsn = Demander un avis de distribution
options-dsn-hint = Confirmé par le serveur (DSN).
options-dsn-silent = Ce serveur d’envoi n’en donne pas.
options-priority = Priorité
options-priority-highest = La plus haute
options-priority-high = Haute
options-priority-normal = Normale
options-priority-low = Basse
options-priority-lowest = La plus basse
options-copy = Garder une copie dans
options-copy-none = Ne pas garder
options-followup-to = Suivi à
options-sent-silently = Message envoyé. Le serveur d’envoi ne donne pas d’avis de distribution : il n’en viendra pas.
options-keep = Garder la mise en forme
options-keep-hint = Les lignes du texte restent telles que vous les tapez.
