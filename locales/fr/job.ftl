### Une action sur beaucoup de messages.

job-title = Action sur de nombreux messages
job-begun = C’est commencé.
job-running = { $done } messages sur { $total }…
job-stop = Arrêter
job-may-leave = Vous pouvez quitter cette page : l’action continue.
job-unknown = Cette action est terminée depuis longtemps, ou le serveur a redémarré entre-temps. Les messages déjà traités le restent ; ouvrez le dossier pour voir où elle en est.
act-stopped = Action arrêtée : rien n’a changé.
act-why-stopped = vous avez arrêté l’action.
