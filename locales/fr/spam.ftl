### Spam ou non, et ce qu’en apprend le filtre.

spam-mark = Spam
spam-clear = Pas un spam
spam-here = Ce message est dans les spams.
spam-not-learned = { $moved } Le filtre antispam n’a pas pu apprendre : { $reason }
spam-goes-on = { $moved } Le filtre antispam n’a pas encore fini d’apprendre.
spam-filter-away = il ne répond pas. Prévenez votre administrateur si cela dure.
spam-filter-credentials = il refuse l’accès. Prévenez votre administrateur.
spam-filter-refused = il n’a pas voulu du message.
spam-filter-too-large = le message est trop volumineux pour lui.
spam-filter-too-many = seuls les { $count } premiers messages lui ont été montrés.
spam-filter-unfound = le serveur de messagerie ne dit pas où est le message à présent.
spam-filter-no-address = votre identifiant n’est pas une adresse d’où lui écrire.
spam-filter-busy = il apprend déjà beaucoup d’autres messages. Il apprendra du prochain.
spam-not-learned-late = Le filtre antispam n’a pas pu apprendre ce que vous lui aviez indiqué : { $reason } Les messages, eux, ont bien été déplacés.
