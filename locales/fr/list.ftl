### La liste des messages d’un dossier.

list-unread = { $count ->
    [one] { $count } non lu
   *[other] { $count } non lus
}
list-no-message = aucun message
list-refresh = Actualiser
list-messages = Messages
list-no-subject = (sans objet)
list-nobody = (sans expéditeur)
list-row-unread = Non lu.
list-row-answered = Répondu.
list-row-forwarded = Transféré.
list-row-flagged = Suivi.
list-row-attachment = Pièce jointe.
list-row-draft = Brouillon.
list-row-deleted = Marqué comme supprimé.
list-pages = Pages
list-range = { $first } à { $last } sur { $total }
list-newer = Page précédente
list-older = Page suivante
list-newest = Première page
list-oldest = Dernière page
list-empty = Tout est distribué.
list-empty-sentence = Les prochains messages arriveront ici.
list-empty-folder = Rien ici.
list-empty-folder-sentence = Ce dossier ne contient aucun message.
list-empty-postmark-top = Tout est
list-empty-postmark-bottom = distribué
list-to = À { $name }
