### Importer, renvoyer, transférer autrement.

act-reply-list = Répondre à la liste
act-reply-everybody = Répondre à tous
act-forward-attached = Transférer en pièce jointe
act-as-new = Modifier comme nouveau
act-resend = Renvoyer
resend-title = Renvoyer ce message
resend-lead = Le message part tel quel, avec votre adresse comme celle de qui le renvoie.
resend-do = Renvoyer
resend-too-large = Ce message dépasse { $limit }, la taille permise à l’envoi : il n’est pas parti. Transférez plutôt un lien vers ses fichiers.
import-title = Importer des messages
import-into = Importer dans « { $folder } »
import-lead = Les messages d’un fichier sont ajoutés au dossier « { $folder } », avec leur date d’origine.
import-file = Fichier
import-hint = Un message (.eml), une boîte (.mbox) ou une archive .zip qui en contient. { $limit } au plus.
import-do = Importer
import-no-file = Aucun fichier n’a été choisi. Choisissez-en un, puis recommencez.
import-too-many = Deux fichiers sont déjà en cours d’importation : rien de celui-ci n’a été importé. Attendez que l’un d’eux soit terminé, puis recommencez.
import-to-folder = Ouvrir le dossier
import-again = Importer un autre fichier
import-may-leave = Vous pouvez quitter cette page : l’importation continue.
import-running = { $count ->
    [one] { $count } message importé jusqu’ici.
   *[other] { $count } messages importés jusqu’ici.
}
import-done = { $count ->
    [0] Aucun message importé.
    [one] Terminé : { $count } message importé.
   *[other] Terminé : { $count } messages importés.
}
import-full = Votre boîte est pleine : l’importation s’est arrêtée après { $count } messages, qui sont dans le dossier. Faites de la place, puis importez le reste.
import-no-folder = Le dossier n’existe plus : l’importation s’est arrêtée après { $count } messages.
import-server = Le serveur de messagerie ne répond plus : l’importation s’est arrêtée après { $count } messages, qui sont dans le dossier. Réessayez plus tard avec le reste.
import-too-much = L’archive contient trop : l’importation s’est arrêtée après { $count } messages, qui sont dans le dossier. Divisez-la en plusieurs archives.
import-damaged = Le fichier est abîmé : l’importation s’est arrêtée après { $count } messages, qui sont dans le dossier. Le reste n’a pas pu être lu.
import-unknown = Cette importation n’est plus suivie : elle est finie depuis longtemps, ou le service a redémarré. Les messages importés jusque-là sont dans le dossier ; le reste du fichier ne l’est pas.
import-left-out = { $count ->
    [one] Un élément laissé de côté
   *[other] { $count } éléments laissés de côté
}
import-more = { $count ->
    [one] et un autre.
   *[other] et { $count } autres.
}
import-not-mail = Ce n’est pas un message.
import-too-long = Message trop long.
import-nested = Archive dans une archive : elle n’est pas ouverte.
import-name = Son nom sort de l’archive.
import-packed = Chiffré ou abîmé : il n’a pas pu être lu.
import-refused = Refusé par le serveur de messagerie.
resend-not-sent = Le message n’est pas parti : le serveur d’envoi l’a refusé ou ne répond pas. L’original n’a pas changé ; vérifiez les adresses, ou réessayez dans un instant.
