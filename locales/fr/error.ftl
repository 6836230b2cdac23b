### Pages d’erreur.

error-title = Erreur
error-not-found = N’habite pas à l’adresse indiquée
error-not-found-sentence = Cette page ou ce message n’existe plus. Il a peut-être été déplacé ou supprimé.
error-message-gone = Ce message n’est plus ici
error-message-gone-sentence = Il a été déplacé ou supprimé, peut-être depuis un autre appareil. Le dossier, lui, est toujours là.
error-forged = Cette action n’a pas été faite
error-forged-sentence = Le formulaire est trop ancien ou ne vient pas de cette page. Revenez en arrière, rechargez la page, puis recommencez.
error-too-large = C’est trop volumineux
error-too-large-sentence = L’envoi dépasse la taille permise. Rien n’a été perdu de ce qui était déjà enregistré.
error-bad-request = Demande incomprise
error-bad-request-sentence = L’adresse ou le formulaire est incomplet. Revenez en arrière, puis recommencez.
error-mail-server = Le serveur de messagerie ne répond pas
error-mail-server-sentence = Vos messages y sont en sécurité. Réessayez dans un instant.
error-mail-server-certificate = L’identité du serveur de messagerie n’est pas confirmée
error-mail-server-certificate-sentence = Son certificat n’est pas valable, la connexion a donc été coupée avant d’envoyer votre mot de passe. Prévenez votre administrateur.
error-timeout = C’est trop long
error-timeout-sentence = La page n’a pas pu être préparée à temps. Réessayez dans un instant.
error-internal = Quelque chose s’est mal passé de notre côté
error-internal-sentence = Réessayez ; si cela continue, donnez la référence ci-dessous à votre administrateur.
error-retry = Réessayer
error-code = Erreur { $status }
error-code-reference = Erreur { $status }, réf. { $reference }
error-postmark-top = Inconnu
error-postmark-bottom = à l’expéditeur
error-postmark-middle = Retour
