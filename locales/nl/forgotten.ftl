### Wat misschien vergeten is vóór het verzenden.

forgotten-title = Het bericht is nog niet verzonden. Controleer vóór het verzenden:
forgotten-subject = Het heeft geen onderwerp.
forgotten-text = Het heeft geen tekst.
forgotten-file = Het noemt een bijlage, maar er is er geen.
forgotten-visible = Iedereen ziet de adressen van alle ontvangers. Verplaats ze naar Bcc om dat te vermijden.
forgotten-outside = Minstens één ontvanger hoort niet bij uw organisatie.
forgotten-name = U hebt geen afzendernaam; u stelt die in bij Identiteiten.
forgotten-anyway = Toch verzenden
forgotten-back = Terug naar het bericht
forgotten-question = Waarschuwen vóór het verzenden
forgotten-subject-box = Als er geen onderwerp is
forgotten-text-box = Als er geen tekst is
forgotten-file-box = Als de tekst een bijlage noemt en er geen is
forgotten-visible-box = Als meer dan vijf ontvangers elkaar zien
forgotten-outside-box = Als een ontvanger niet bij mijn organisatie hoort
forgotten-name-box = Als ik geen afzendernaam heb
