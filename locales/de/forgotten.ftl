### Was vor dem Senden vielleicht vergessen wurde.

forgotten-title = Die Nachricht ist noch nicht gesendet. Prüfen Sie vor dem Senden:
forgotten-subject = Sie hat keinen Betreff.
forgotten-text = Sie hat keinen Text.
forgotten-file = Sie spricht von einem Anhang und hat keinen.
forgotten-visible = Alle sehen die Adressen aller Empfänger. Um das zu vermeiden, verschieben Sie sie nach Bcc.
forgotten-outside = Mindestens ein Empfänger ist außerhalb Ihrer Organisation.
forgotten-name = Sie haben keinen Absendernamen; er wird unter Identitäten eingestellt.
forgotten-anyway = Trotzdem senden
forgotten-back = Zurück zur Nachricht
forgotten-question = Vor dem Senden warnen
forgotten-subject-box = Wenn es keinen Betreff gibt
forgotten-text-box = Wenn es keinen Text gibt
forgotten-file-box = Wenn der Text von einem Anhang spricht und es keinen gibt
forgotten-visible-box = Wenn mehr als fünf Empfänger einander sehen
forgotten-outside-box = Wenn ein Empfänger außerhalb meiner Organisation ist
forgotten-name-box = Wenn ich keinen Absendernamen habe
