### Die Abwesenheitsnachricht.

absence-title = Abwesenheitsnachricht
absence-about = Wer Ihnen schreibt, bekommt eine automatische Antwort. Verteilerlisten und automatische Nachrichten bekommen keine.
absence-not-offered = Ihr Mailserver kann keine automatischen Antworten senden.
absence-is-active = Jetzt aktiv.
absence-notice = Abwesenheitsnachricht aktiv.
absence-is-ahead = Geplant.
absence-is-over = Beendet.
absence-over-means = Es geht keine Antwort mehr hinaus.
absence-from-to = Von { $start } bis { $end }.
absence-from = Ab { $start }.
absence-to = Bis { $end }.
absence-without-end = Bis Sie sie ausschalten.
absence-moment = { $day } um { $time }
absence-switch-off = Ausschalten
absence-loses-mail = Nachrichten werden nach der Antwort gelöscht und gehen nirgendwo anders hin: Sie sind verloren.
absence-when = Wann
absence-on = Eingeschaltet
absence-period = Zeitraum
absence-period-hint = Ohne Uhrzeit zählen beide Tage ganz. Ohne Ende bleibt sie aktiv, bis Sie sie ausschalten.
absence-no-period = Ihr Mailserver kann keine Daten lesen: Schalten Sie die Nachricht bei Ihrer Abreise ein und bei Ihrer Rückkehr aus.
absence-start = Von
absence-end = Bis
absence-at = um
absence-every = Derselben Person antworten
absence-once = Einmal während der Abwesenheit
absence-every-days = { $count ->
    [one] Einmal am Tag
   *[other] Alle { $count } Tage
}
absence-every-minutes = { $count ->
    [one] Jede Minute
   *[other] Alle { $count } Minuten
}
absence-every-usual = Wie der Server es einstellt
absence-answer = Antwort
absence-sender = Absenderadresse
absence-sender-usual = Die, an die die Nachricht ging
absence-subject = Betreff
absence-subject-hint = Leer wird er aus dem Betreff der Nachricht gemacht.
absence-text = Text
absence-addresses = Ihre anderen Adressen
absence-addresses-hint = Nur was an Sie selbst gerichtet ist, wird beantwortet: Fügen Sie die Adressen hinzu, deren Post in diesem Postfach ankommt.
absence-mail = Nachrichten während der Abwesenheit
absence-then = Was mit Nachrichten geschieht
absence-keep = Im Posteingang behalten
absence-copy = Behalten und eine Kopie an eine andere Adresse senden
absence-redirect = An eine andere Adresse senden, ohne sie hier zu behalten
absence-discard = Löschen
absence-discard-hint = Nach der automatischen Antwort. Nicht zu empfehlen: Sie sind verloren.
absence-to-whom = Adresse
absence-to-whom-hint = Für eine Kopie oder für das Senden an eine andere Adresse.
absence-kept = Abwesenheitsnachricht gespeichert.
absence-kept-off = Abwesenheitsnachricht gespeichert. Sie ist nicht aktiv.
absence-no-date = Das ist kein Datum. Schreiben Sie es wie 2026-12-24, die Uhrzeit wie 18:00.
absence-ends-before = Das Ende liegt vor dem Anfang. Berichtigen Sie eines der beiden Daten.
absence-no-text = Schreiben Sie den Text der Antwort.
absence-long-text = Der Text ist zu lang. Kürzen Sie ihn auf 64 KB.
absence-long-subject = Der Betreff ist zu lang. Kürzen Sie ihn auf 500 Zeichen.
absence-one-address = Schreiben Sie genau eine Adresse, zum Beispiel sekretariat@beispiel.de.
