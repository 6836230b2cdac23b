### Chercher, filtrer et trier la liste des messages.

search-label = Rechercher dans le courrier
search-do = Rechercher
search-help = Préciser la recherche
search-help-people = Expéditeur, destinataires, en copie
search-help-subject = Dans l’objet, mots ensemble
search-help-text = Partout dans le message, dans son texte
search-help-is = Non lus, suivis
search-help-has = Avec pièce jointe
search-help-size = Plus gros, plus petits
search-help-day = À partir d’un jour, avant un jour
search-help-span = Depuis deux semaines, plus anciens (d, w, m, y)
search-help-logic = Sans ce mot ; l’un ou l’autre
search-chips = Ce qui est affiché
search-remove = Retirer « { $name } »
search-clear = Tout afficher
search-none = Aucun message trouvé
search-none-sentence = Les mots sont cherchés dans l’objet et les adresses.
search-in-text = Chercher aussi dans le texte
search-found = { $count ->
    [one] { $count } trouvé
   *[other] { $count } trouvés
}
search-not-done = La liste est montrée sans cette recherche.
search-too-long = La recherche est trop longue.
search-control = La recherche contient un caractère invisible.
search-no-value = Il manque quelque chose après « { $field } ».
search-no-day = « { $value } » n’est pas une date. Écrivez par exemple 2026-01-31.
search-no-span = « { $value } » n’est pas une durée. Écrivez par exemple 2w pour deux semaines.
search-no-size = « { $value } » n’est pas une taille. Écrivez par exemple 5M.
search-no-state = « { $value } » n’est pas connu. Essayez is:unread ou has:attachment.
search-lonely-or = OR se place entre deux mots.
search-term-words = { $value }
search-term-not = Sans { $words }
search-term-or = { $words }
search-term-from = De : { $value }
search-term-to = À : { $value }
search-term-cc = Cc : { $value }
search-term-bcc = Cci : { $value }
search-term-subject = Objet : { $value }
search-term-reply-to = Réponse à : { $value }
search-term-followup-to = Suite à : { $value }
search-term-body = Texte : { $value }
search-term-text = Partout : { $value }
search-term-larger = Plus de { $value }
search-term-smaller = Moins de { $value }
search-term-before = Avant le { $value }
search-term-since = Depuis le { $value }
search-term-older = Plus ancien que { $value }
search-term-newer = Plus récent que { $value }
search-term-attachment = Avec pièce jointe
search-term-unread = Non lus
search-term-read = Lus
search-term-flagged = Suivis
search-term-unflagged = Non suivis
search-term-answered = Répondus
search-term-unanswered = Sans réponse
search-term-deleted = Marqués comme supprimés
search-scope = Où chercher
search-results = Résultats pour « { $words } »
search-stop = Arrêter
search-progress = { $done } sur { $total } dossiers
search-all-of-folder = { $count ->
    [one] Voir { $count } message
   *[other] Voir les { $count } messages
}
search-failed = Impossible de chercher dans : { $name }. Réessayez plus tard.
search-scope-here = Dans ce dossier
search-scope-below = Dans ce dossier et ses sous-dossiers
search-scope-everywhere = Dans tous les dossiers
filter-title = Filtrer
filter-unread = Non lus
filter-flagged = Suivis
filter-unanswered = Sans réponse
filter-attachment = Avec pièce jointe
filter-to-me = Qui me sont adressés
filter-priority = Prioritaires
filter-keyword = Étiquette { $name }
sort-title = Trier
sort-arrival = Arrivée
sort-date = Date d’envoi
sort-subject = Objet
sort-from = Expéditeur
sort-to = Destinataire
sort-size = Taille
sort-flagged = Suivis
sort-attachment = Pièce jointe
sort-ascending = ordre croissant
sort-descending = ordre décroissant
sort-threads = Grouper par conversation
list-thread = { $count ->
    [one] { $count } message.
   *[other] { $count } messages.
}
list-lacks-order = Le serveur ne sait pas trier : seuls les { $count } derniers messages sont classés, les autres suivent par ordre d’arrivée.
list-lacks-threads = Le serveur ne sait pas grouper les conversations : chaque message est montré seul.
list-lacks-letters = Le serveur ne sait pas chercher les lettres accentuées : la liste peut contenir des messages en trop.
