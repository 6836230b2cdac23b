### Quitter une liste de diffusion depuis un message ouvert.

unsubscribe-title = Se désabonner
unsubscribe-to-host = La demande sera envoyée à { $name }. L’expéditeur saura que cette adresse est lue.
unsubscribe-send = Me désabonner
unsubscribe-by-mail = Cette liste se quitte par un message à { $name }. Vous pourrez le relire avant de l’envoyer.
unsubscribe-write = Préparer le message
unsubscribe-on-page = Cette liste se quitte sur une page de { $name }. L’expéditeur saura que cette adresse est lue.
unsubscribe-open = Ouvrir la page
unsubscribe-taken = { $name } a reçu votre demande de désabonnement. Quelques messages peuvent encore arriver.
unsubscribe-refused = { $name } n’a pas accepté la demande de désabonnement. Cherchez un lien de désabonnement dans le message.
unsubscribe-unreachable = { $name } n’a pas répondu : la demande de désabonnement n’est peut-être pas arrivée. Réessayez plus tard.
unsubscribe-not-offered = Ce message ne permet pas de se désabonner directement. Rien n’a été envoyé ; cherchez un lien de désabonnement dans le message.
