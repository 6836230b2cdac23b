### Ce qui arrive pendant que l’on regarde.

live-new = { $count ->
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}
live-denied = Votre navigateur ne permet pas les notifications de ce site. Autorisez-les dans ses réglages, puis réessayez.
live-heading = Nouveaux messages
live-check-every = Relever les dossiers que le serveur ne signale pas lui-même
live-minutes = { $count ->
    [one] chaque minute
   *[other] toutes les { $count } minutes
}
live-never = seulement avec le bouton Actualiser
live-all-folders = Relever tous ces dossiers
live-all-folders-hint = Sinon, seuls la boîte de réception et le dossier ouvert sont relevés.
live-title = Nombre de non lus dans l’onglet
live-notify = Notifications sur le bureau
live-notify-hint = Pour les messages de la boîte de réception, tant qu’un onglet reste ouvert.
live-content = Y montrer l’expéditeur et l’objet
live-content-hint = Ils se voient aussi sur un écran verrouillé. Sinon, seul le nombre de messages est dit.
live-sound = Signal sonore
live-yes = Oui
live-no = Non
