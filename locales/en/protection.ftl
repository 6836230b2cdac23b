### A signed or encrypted message.

protection-title = Signature and encryption
protection-signed-by = Message signed by { $name } (signature not verified).
protection-signed-with = Message signed with the key { $key } (signature not verified).
protection-signed = Signed message (signature not verified).
protection-partly = The signature covers a part of the text only.
protection-encrypted-openpgp = Message encrypted with OpenPGP: Facteur cannot open it. Open it with a program that has your key, such as Thunderbird.
protection-encrypted-smime = Message encrypted with S/MIME: Facteur cannot open it. Open it with a program that has your certificate, such as Thunderbird or Outlook.
protection-closed = Message in an S/MIME envelope that Facteur could not read. Open it with Thunderbird or Outlook.
protection-save-signature = Download the signature
protection-save = Download the encrypted message
protection-save-envelope = Download the signed message
