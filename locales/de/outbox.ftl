### Der Postausgang: was gesendet wurde, was wartet.

outbox-it-was-sent = Sie wurde gesendet: in Gesendet ablegen
outbox-send-again = Trotzdem noch einmal senden
outbox-filed = Nachricht in Gesendet abgelegt.
outbox-title = Postausgang
outbox-about = Diese Nachrichten werden zur gewählten Zeit gesendet, auch wenn Sie abgemeldet sind.
outbox-empty = Nichts wartet
outbox-empty-sentence = Nachrichten, die später gesendet werden, und solche, die nicht gesendet werden konnten, liegen hier.
outbox-count = { $count ->
    [one] , { $count } wartende Nachricht
   *[other] , { $count } wartende Nachrichten
}
outbox-due = Versand: { $date }
outbox-going = Wird gesendet…
outbox-sending = { $count ->
    [0] Wird gesendet…
    [one] Versand in { $count } Sekunde.
   *[other] Versand in { $count } Sekunden.
}
outbox-undo = Senden rückgängig
outbox-waits = Die Nachricht wird gesendet: { $date }.
outbox-changed = Die Nachricht wird gesendet: { $date }.
outbox-called-back = Senden rückgängig gemacht. Die Nachricht ist wieder ein Entwurf.
outbox-too-late = Zu spät für diese Nachricht: Sie wurde gesendet oder wartet nicht mehr.
outbox-bad-time = Wählen Sie Datum und Uhrzeit in der Zukunft, innerhalb eines Jahres. Ihr Text ist gespeichert.
outbox-take-back = Zurückholen
outbox-send-now = Jetzt senden
outbox-change = Zeit ändern
outbox-change-do = Ändern
outbox-time = Datum und Uhrzeit
outbox-open = Öffnen
outbox-later = Später senden
outbox-later-do = Zu dieser Zeit senden
outbox-in-an-hour = In einer Stunde
outbox-this-evening = Heute Abend
outbox-tomorrow = Morgen früh
outbox-on-monday = Montag früh
outbox-credentials = Die Nachricht wurde nicht gesendet: Der Postausgangsserver hat Ihr Passwort abgelehnt, das sich inzwischen geändert hat. Senden Sie sie jetzt mit dem neuen oder wählen Sie eine andere Zeit.
outbox-not-now = Die Nachricht wurde nicht gesendet: Der Postausgangsserver konnte sie länger als einen Tag nicht annehmen. Senden Sie sie jetzt oder wählen Sie eine andere Zeit.
outbox-unreachable = Die Nachricht wurde nicht gesendet: Der Postausgangsserver war länger als einen Tag nicht erreichbar. Senden Sie sie jetzt oder wählen Sie eine andere Zeit.
outbox-stopped = Die Nachricht wurde nicht gesendet: Das Senden brach ab, bevor der Postausgangsserver sie hatte. Holen Sie den Entwurf zurück und senden Sie ihn erneut.
outbox-damaged = Die Nachricht wurde nicht gesendet: Was bereitlag, kann nicht mehr gelesen werden. Holen Sie den Entwurf zurück und senden Sie ihn erneut.
outbox-undo-question = Zeit zum Rückgängigmachen
outbox-undo-hint = So lange wartet die Nachricht auf dem Server; danach wird sie gesendet, auch wenn Sie die Seite schließen.
outbox-undo-off = Keine
outbox-undo-seconds = { $count } s
