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
composing-beside = Mijn antwoord in de map van het bericht bewaren
composing-beside-hint = De kopie van een antwoord komt bij het bericht waarop het antwoordt, in plaats van in Verzonden. Een antwoord op een bericht in de prullenbak of de spam blijft in Verzonden.
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
composing-encoding = Codering
composing-7bit = Alleen 7-bits tekens verzenden
composing-7bit-hint = Voor oude servers: tekst wordt als ‘quoted-printable’ gecodeerd, en een bijgevoegd bericht met accenten gaat als gewoon bestand mee.
composing-yes = Ja
composing-no = Nee
composing-writing = Schrijven
composing-editor = In HTML schrijven
composing-editor-hint = Een HTML-bericht bevat altijd ook zijn tekst.
composing-editor-never = Nooit
composing-editor-always = Altijd
composing-editor-reply = Bij het beantwoorden van een HTML-bericht
composing-editor-answer = Bij het beantwoorden of doorsturen van een HTML-bericht
composing-editor-but-plain = Altijd, behalve bij het beantwoorden van een tekstbericht
composing-separator = Er een scheiding boven zetten
composing-separator-hint = “-- ”, die mailprogramma’s herkennen.
composing-own-window = In een nieuw venster schrijven
composing-autosave = Concept vanzelf opslaan
composing-autosave-seconds = Elke { $count } seconden
composing-autosave-minutes = { $count ->
    [one] Elke minuut
   *[other] Elke { $count } minuten
}
composing-autosave-never = Nooit
composing-forwarding = Doorsturen
composing-forwarding-inline = In de tekst
composing-forwarding-attached = Als bijlage
