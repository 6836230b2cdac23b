### Een gesprek.

conversation-show = Gesprek tonen
conversation-back = Terug naar het bericht
conversation-open = Openen
