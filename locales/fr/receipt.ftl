### Accusés de réception (MDN).

receipt-label = Accusé de réception
receipt-asked = L’expéditeur demande un accusé de réception.
receipt-asked-elsewhere = L’expéditeur demande un accusé de réception, qui irait à { $address }.
receipt-automatic = L’expéditeur demande un accusé de réception. Vos préférences disent de l’envoyer.
receipt-send = Envoyer
receipt-ignore = Ignorer
receipt-always = Toujours pour { $name }
receipt-sent = Accusé de réception envoyé à { $address }.
receipt-ignored = Aucun accusé de réception n’est envoyé pour ce message.
receipt-nothing = Rien n’a été envoyé : ce message n’attend pas d’accusé de réception, ou il a déjà eu sa réponse.
receipt-unknown = Le serveur d’envoi n’a pas dit s’il a pris l’accusé de réception. Il ne sera pas renvoyé.
receipt-no-address = L’accusé de réception n’est pas parti. Votre identifiant n’est pas une adresse : reconnectez-vous avec votre adresse complète.
receipt-credentials = L’accusé de réception n’est pas parti. Le serveur d’envoi refuse votre mot de passe ; reconnectez-vous, puis réessayez.
receipt-refused = L’accusé de réception n’est pas parti. Le serveur d’envoi le refuse ; vous pouvez l’ignorer, ou réessayer plus tard.
receipt-unreachable = L’accusé de réception n’est pas parti. Le serveur d’envoi est injoignable ; réessayez dans un instant.
receipt-subject = Accusé de réception (lu) : { $subject }
receipt-text = Ceci est un accusé de réception pour le message que vous avez envoyé.

    À : { $to }
    Objet : { $subject }
    Date : { $date }

    Le message a été affiché chez le destinataire. Rien ne garantit qu’il a été lu ou compris.
