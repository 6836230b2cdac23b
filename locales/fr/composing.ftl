### Les réglages de la rédaction.

composing-title = Rédaction
composing-about = Ces réglages valent pour tous les messages que vous commencez. Chacun se change aussi au moment d’écrire.
composing-answers = Répondre
composing-quoting = Quand je réponds
composing-quoting-below = Écrire au-dessous du message cité
composing-quoting-above = Écrire au-dessus du message cité
composing-quoting-above-whole = Écrire au-dessus du message repris tel quel
composing-quoting-nothing = Ne pas citer
composing-quote-signatures = Citer aussi la signature de l’expéditeur
composing-beside = Ranger ma réponse dans le dossier du message
composing-beside-hint = La copie d’une réponse rejoint le message auquel elle répond, au lieu d’aller dans « Envoyés ». Une réponse à un message de la corbeille ou des spams reste dans « Envoyés ».
composing-signature = Signature
composing-signing = Ajouter ma signature
composing-signing-hint = Elle se règle pour chaque identité, dans « Identités ».
composing-signing-always = À tous les messages
composing-signing-new = Aux nouveaux messages seulement
composing-signing-answers = Aux réponses et aux transferts seulement
composing-signing-never = Jamais
composing-signature-place = Place de la signature
composing-signature-words = Juste après ce que j’écris
composing-signature-end = Tout à la fin, après le message cité
composing-sending = Demander par défaut
composing-encoding = Codage
composing-7bit = N’envoyer que des caractères codés sur 7 bits
composing-7bit-hint = Pour des serveurs anciens : le texte est codé en « quoted-printable », et un message joint qui a des accents part comme un simple fichier.
composing-yes = Oui
composing-no = Non
composing-writing = Écrire
composing-editor = Rédiger en HTML
composing-editor-hint = Un message HTML contient toujours aussi son texte.
composing-editor-never = Jamais
composing-editor-always = Toujours
composing-editor-reply = Pour répondre à un message HTML
composing-editor-answer = Pour répondre à un message HTML ou le transférer
composing-editor-but-plain = Toujours, sauf pour répondre à un message en texte
composing-separator = Ajouter un séparateur au-dessus
composing-separator-hint = « -- », que les logiciels de courrier reconnaissent.
composing-own-window = Écrire dans une nouvelle fenêtre
composing-autosave = Enregistrer le brouillon automatiquement
composing-autosave-seconds = Toutes les { $count } secondes
composing-autosave-minutes = { $count ->
    [one] Chaque minute
   *[other] Toutes les { $count } minutes
}
composing-autosave-never = Jamais
composing-forwarding = Transférer
composing-forwarding-inline = Dans le texte
composing-forwarding-attached = En pièce jointe
