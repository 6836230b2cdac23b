### Une conversation.

conversation-show = Voir la conversation
conversation-back = Retour au message
conversation-open = Ouvrir
