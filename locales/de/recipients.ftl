### Die Empfänger einer Nachricht.

recipients-title = Empfänger
recipients-collecting = Merken, wem ich schreibe
recipients-collecting-hint = Sie werden vorgeschlagen, wenn Sie eine Adresse eingeben. Ihre Kontakte immer.
recipients-personal = Persönlich
recipients-recent = Zuletzt
recipients-directory = Verzeichnis
recipients-group = Gruppe
recipients-members = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
recipients-suggested = { $count ->
    [0] Kein Vorschlag
    [one] { $count } Vorschlag
   *[other] { $count } Vorschläge
}
recipients-invalid = Das ist keine vollständige Adresse: { $address }. Es fehlt zum Beispiel „@beispiel.de“.
recipients-lookalike = Prüfen Sie die Adresse: { $domain } ahmt andere Buchstaben nach, es ist in Wirklichkeit { $ascii }.
recipients-remove = { $name } entfernen
recipients-twice = { $name } steht schon in „{ $field }“.
recipients-moved = { $name } steht jetzt in „{ $field }“.
recipients-added = { $name } steht in „{ $field }“.
recipients-removed = { $name } steht nicht mehr in „{ $field }“.
recipients-move = In „{ $name }“ setzen
recipients-edit = Bearbeiten
recipients-suggestions = Vorschläge
recipients-more-rows = Antwort an, Folgeantwort an
recipients-book = Adressbuch
recipients-search = Kontakt suchen
recipients-look = Suchen
recipients-nobody = Niemand passt. Kontakte und wem Sie schreiben werden hier vorgeschlagen.
recipients-add-to = { $name } in An setzen
recipients-add-cc = { $name } in Cc setzen
recipients-add-bcc = { $name } in Bcc setzen
recipients-letters = Die Nachricht wurde nicht gesendet. Dieser Sendeserver nimmt keine Buchstaben mit Akzenten vor dem „@“ an: { $addresses }. Bitten Sie diese Person um eine andere Adresse. Der Entwurf ist gespeichert.
recipients-letters-partly = Nachricht an die anderen Empfänger gesendet. Dieser Sendeserver nimmt keine Buchstaben mit Akzenten vor dem „@“ an: { $addresses }. Bitten Sie diese Person um eine andere Adresse und leiten Sie die Nachricht aus „Gesendet“ weiter.
