### Un message signé ou chiffré.

protection-title = Signature et chiffrement
protection-signed-by = Message signé par { $name } (signature non vérifiée).
protection-signed-with = Message signé avec la clé { $key } (signature non vérifiée).
protection-signed = Message signé (signature non vérifiée).
protection-partly = La signature ne porte que sur une partie du texte.
protection-encrypted-openpgp = Message chiffré avec OpenPGP : Facteur ne peut pas l’ouvrir. Ouvrez-le avec un programme qui a votre clé, comme Thunderbird.
protection-encrypted-smime = Message chiffré avec S/MIME : Facteur ne peut pas l’ouvrir. Ouvrez-le avec un programme qui a votre certificat, comme Thunderbird ou Outlook.
protection-closed = Message dans une enveloppe S/MIME que Facteur n’a pas pu lire. Ouvrez-le avec Thunderbird ou Outlook.
protection-save-signature = Télécharger la signature
protection-save = Télécharger le message chiffré
protection-save-envelope = Télécharger le message signé
