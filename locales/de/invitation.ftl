### Einladungen und angehängte Kontakte.

invitation-from = Einladung von { $name }
invitation-published = Termin, bekannt gegeben von { $name }
invitation-added = { $name } fügt einer Serie einen Termin hinzu
invitation-called-off = Abgesagt von { $name }
invitation-refresh = { $name } bittet um die neueste Fassung der Einladung
invitation-counter = { $name } schlägt etwas anderes vor
invitation-counter-declined = { $name } hat Ihren Vorschlag nicht übernommen
invitation-they-accepted = { $name } hat zugesagt
invitation-they-tentative = { $name } kommt vielleicht
invitation-they-declined = { $name } hat abgesagt
invitation-they-delegated = { $name } schickt jemand anderen
invitation-they-answered = { $name } hat geantwortet
invitation-somebody = Jemand
invitation-untitled = Termin ohne Titel
invitation-when = Wann
invitation-here = Hier
invitation-where = Wo
invitation-repeats = Wiederholung
invitation-organizer = Organisation
invitation-people-count = { $count ->
    [one] { $count } Person eingeladen
   *[other] { $count } Personen eingeladen
}
invitation-people-more = { $count ->
    [one] und eine weitere
   *[other] und { $count } weitere
}
invitation-status-accepted = kommt
invitation-status-tentative = vielleicht
invitation-status-declined = kommt nicht
invitation-status-delegated = schickt jemand anderen
invitation-status-none = keine Antwort
invitation-description = Beschreibung
invitation-comment-label = Kommentar
invitation-others = Weitere Termine
invitation-others-more = { $count ->
    [one] Ein weiterer Termin dieser Nachricht wird nicht angezeigt.
   *[other] { $count } weitere Termine dieser Nachricht werden nicht angezeigt.
}
invitation-cancelled = Dieser Termin ist abgesagt.
invitation-over = Dieser Termin ist vorbei.
invitation-you-accepted = Sie haben zugesagt.
invitation-you-tentative = Sie haben mit „vielleicht“ geantwortet.
invitation-you-declined = Sie haben abgesagt.
invitation-yours = Sie organisieren diesen Termin.
invitation-stranger = Ihre Adresse { $address } ist nicht unter den Eingeladenen.
invitation-stranger-answer = Trotzdem mit dieser Adresse antworten
invitation-other-sender = Diese Nachricht kommt von { $sender }, spricht aber für { $name }. Fragen Sie im Zweifel bei dieser Person nach, bevor Sie antworten.
invitation-no-answer = Diese Einladung sagt nicht, wem zu antworten ist, oder Ihr Anmeldename ist keine Adresse: Von hier aus kann nicht geantwortet werden.
invitation-accept = Zusagen
invitation-maybe = Vielleicht
invitation-decline = Absagen
invitation-add-comment = Kommentar hinzufügen
invitation-comment-field = Kommentar für die Organisation
invitation-sent = Ihre Antwort auf die Einladung wurde gesendet.
invitation-sent-no-copy = Ihre Antwort auf die Einladung wurde gesendet. Die Kopie ist noch nicht in „Gesendet“.
invitation-under-way = Ihre Antwort auf die Einladung ist unterwegs. Sie finden sie bald in „Gesendet“.
invitation-unknown = Der Server hat nicht gesagt, ob er Ihre Antwort angenommen hat. Sehen Sie in „Gesendet“ nach, bevor Sie noch einmal antworten; Ihr Kommentar steht noch unten.
invitation-not-sent = Ihre Antwort wurde nicht gesendet: Der Sendeserver nimmt sie zurzeit nicht an. Ihr Kommentar steht noch unten; versuchen Sie es in einigen Minuten erneut.
invitation-refused = Ihre Antwort wurde nicht gesendet: Der Sendeserver lehnt sie ab ({ $reason }). Ihr Kommentar steht noch unten.
invitation-credentials = Ihre Antwort wurde nicht gesendet: Der Sendeserver akzeptiert Ihr Passwort nicht. Ihr Kommentar steht noch unten; melden Sie sich neu an und versuchen Sie es noch einmal.
invitation-nothing = Diese Nachricht hat keine Einladung, auf die Sie antworten können. Nichts wurde gesendet.
invitation-not-sent-title = Antwort nicht gesendet
invitation-back = Zurück zur Nachricht
invitation-in-zone = { $when } ({ $zone })
invitation-zone-paris = Pariser Zeit
invitation-zone-brussels = Brüsseler Zeit
invitation-zone-amsterdam = Amsterdamer Zeit
invitation-zone-berlin = Berliner Zeit
invitation-zone-london = Londoner Zeit
invitation-zone-luxembourg = Luxemburger Zeit
invitation-zone-zurich = Zürcher Zeit
invitation-zone-rome = römische Zeit
invitation-zone-new-york = New Yorker Zeit
invitation-zone-other = Zeitzone { $name }
invitation-at = { $day } um { $time }
invitation-from-to = { $day } von { $start } bis { $end }
invitation-span = von { $first } um { $start } bis { $last } um { $end }
invitation-day = { $day }, ganztägig
invitation-days = von { $first } bis { $last }
invitation-every-day = { $count ->
    [one] jeden Tag
   *[other] alle { $count } Tage
}
invitation-every-week = { $count ->
    [one] jede Woche
   *[other] alle { $count } Wochen
}
invitation-every-month = { $count ->
    [one] jeden Monat
   *[other] alle { $count } Monate
}
invitation-every-year = { $count ->
    [one] jedes Jahr
   *[other] alle { $count } Jahre
}
invitation-on-day = am { $weekday }
invitation-on-nth = { $number ->
    [1] am ersten { $weekday }
    [2] am zweiten { $weekday }
    [3] am dritten { $weekday }
    [4] am vierten { $weekday }
    [5] am fünften { $weekday }
   *[other] am letzten { $weekday }
}
invitation-and = { $first } und { $last }
invitation-until = bis { $day }
invitation-times = { $count ->
    [one] einmal
   *[other] { $count }-mal
}
invitation-repeated = an mehreren Tagen
invitation-subject-accepted = Zugesagt: { $name }
invitation-subject-tentative = Vielleicht: { $name }
invitation-subject-declined = Abgesagt: { $name }
invitation-letter-accepted = { $name } hat die Einladung „{ $event }“ angenommen.
invitation-letter-tentative = { $name } kommt vielleicht: „{ $event }“.
invitation-letter-declined = { $name } hat die Einladung „{ $event }“ abgelehnt.
cards-attached = { $count ->
    [one] Ein Kontakt angehängt
   *[other] { $count } Kontakte angehängt
}
cards-more = { $count ->
    [one] und ein weiterer
   *[other] und { $count } weitere
}
cards-add = Zu meinen Kontakten hinzufügen
cards-all-known = Schon in Ihren Kontakten.
cards-without-address = Ohne E-Mail-Adresse: nichts hinzuzufügen.
cards-added = { $added ->
    [one] Ein Kontakt hinzugefügt.
   *[other] { $added } Kontakte hinzugefügt.
} { $known ->
    [0] {""}
    [one] Ein weiterer war schon da.
   *[other] { $known } weitere waren schon da.
}
cards-added-here = { $count ->
    [one] Ein Kontakt wurde hinzugefügt, in Ihr persönliches Adressbuch: Der Server des anderen hat ihn nicht angenommen.
   *[other] { $count } Kontakte wurden hinzugefügt, ganz oder teilweise in Ihr persönliches Adressbuch: Der Server des anderen hat nicht alle angenommen.
}
cards-none-added = Kein Kontakt hinzuzufügen: Sie sind schon da oder haben keine E-Mail-Adresse.
