### De instellingen van het opstellen.

composing-title = Opstellen
composing-about = Deze instellingen gelden voor alle berichten die u begint. Elke kan ook tijdens het schrijven worden gewijzigd.
composing-answers = Beantwoorden
composing-quoting = Wanneer ik antwoord
composing-quoting-below = Onder het geciteerde bericht schrijven
composing-quoting-above = Boven het geciteerde bericht schrijven
composing-quoting-above-whole = Boven het volledige bericht schrijven
composing-quoting-nothing = Niet citeren
composing-quote-signatures = Ook de handtekening van de afzender citeren
composing-signature = Handtekening
composing-signing = Mijn handtekening toevoegen
composing-signing-hint = Elke identiteit heeft haar eigen, onder ‘Identiteiten’.
composing-signing-always = Aan alle berichten
composing-signing-new = Alleen aan nieuwe berichten
composing-signing-answers = Alleen aan antwoorden en doorgestuurde berichten
composing-signing-never = Nooit
composing-signature-place = Plaats van de handtekening
composing-signature-words = Meteen na wat ik schrijf
composing-signature-end = Helemaal aan het einde, na het geciteerde bericht
composing-sending = Standaard vragen
composing-yes = Ja
composing-no = Nee
