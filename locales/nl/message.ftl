### Een geopend bericht.

message-actions = Acties voor het bericht
message-reply = Beantwoorden
message-reply-all = Allen beantwoorden
message-forward = Doorsturen
message-edit = Bewerken
message-back = Terug naar de lijst
message-newer = Nieuwer bericht
message-older = Ouder bericht
message-flag = Dit bericht een ster geven
message-to = aan { $name }
message-to-nobody = aan niet-vermelde ontvangers
message-from-label = Van
message-to-label = Aan
message-cc-label = Cc
message-bcc-label = Bcc
message-reply-to-label = Antwoord aan
message-date-label = Datum
message-images = Externe afbeeldingen
message-images-blocked = { $count ->
    [one] Eén externe afbeelding geblokkeerd om uw privacy te beschermen.
   *[other] { $count } externe afbeeldingen geblokkeerd om uw privacy te beschermen.
}
message-attachments = { $count ->
    [one] Eén bijlage, { $size }
   *[other] { $count } bijlagen, { $size }
}
message-download-title = Downloaden
message-content = Inhoud van het bericht
message-empty = Dit bericht is leeg.
message-quoted = Geciteerde tekst
message-cut = Dit bericht is erg lang: het einde wordt niet getoond.
message-parts-cut = Dit bericht heeft te veel delen: de laatste worden niet getoond.
