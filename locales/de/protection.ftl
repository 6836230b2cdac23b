### Eine signierte oder verschlüsselte Nachricht.

protection-title = Signatur und Verschlüsselung
protection-signed-by = Nachricht signiert von { $name } (Signatur nicht geprüft).
protection-signed-with = Nachricht signiert mit dem Schlüssel { $key } (Signatur nicht geprüft).
protection-signed = Signierte Nachricht (Signatur nicht geprüft).
protection-partly = Die Signatur gilt nur für einen Teil des Textes.
protection-encrypted-openpgp = Mit OpenPGP verschlüsselte Nachricht: Facteur kann sie nicht öffnen. Öffnen Sie sie mit einem Programm, das Ihren Schlüssel hat, zum Beispiel Thunderbird.
protection-encrypted-smime = Mit S/MIME verschlüsselte Nachricht: Facteur kann sie nicht öffnen. Öffnen Sie sie mit einem Programm, das Ihr Zertifikat hat, zum Beispiel Thunderbird oder Outlook.
protection-closed = Nachricht in einem S/MIME-Umschlag, den Facteur nicht lesen konnte. Öffnen Sie sie mit Thunderbird oder Outlook.
protection-save-signature = Die Signatur herunterladen
protection-save = Die verschlüsselte Nachricht herunterladen
protection-save-envelope = Die signierte Nachricht herunterladen
