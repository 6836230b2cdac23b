### Een ondertekend of versleuteld bericht.

protection-title = Handtekening en versleuteling
protection-signed-by = Bericht ondertekend door { $name } (handtekening niet gecontroleerd).
protection-signed-with = Bericht ondertekend met de sleutel { $key } (handtekening niet gecontroleerd).
protection-signed = Ondertekend bericht (handtekening niet gecontroleerd).
protection-partly = De handtekening geldt maar voor een deel van de tekst.
protection-encrypted-openpgp = Bericht versleuteld met OpenPGP: Facteur kan het niet openen. Open het met een programma dat uw sleutel heeft, zoals Thunderbird.
protection-encrypted-smime = Bericht versleuteld met S/MIME: Facteur kan het niet openen. Open het met een programma dat uw certificaat heeft, zoals Thunderbird of Outlook.
protection-closed = Bericht in een S/MIME-envelop die Facteur niet kon lezen. Open het met Thunderbird of Outlook.
protection-save-signature = De handtekening downloaden
protection-save = Het versleutelde bericht downloaden
protection-save-envelope = Het ondertekende bericht downloaden
