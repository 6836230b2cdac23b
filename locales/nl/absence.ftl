### Het afwezigheidsbericht.

absence-title = Afwezigheidsbericht
absence-about = Wie u schrijft, krijgt een automatisch antwoord. Mailinglijsten en automatische berichten krijgen er geen.
absence-not-offered = Uw mailserver kan geen automatische antwoorden versturen.
absence-is-active = Nu actief.
absence-notice = Afwezigheidsbericht actief.
absence-is-ahead = Gepland.
absence-is-over = Afgelopen.
absence-over-means = Er wordt geen antwoord meer verstuurd.
absence-from-to = Van { $start } tot en met { $end }.
absence-from = Vanaf { $start }.
absence-to = Tot en met { $end }.
absence-without-end = Tot u het uitzet.
absence-moment = { $day } om { $time }
absence-switch-off = Uitzetten
absence-loses-mail = Berichten worden na het antwoord verwijderd en gaan nergens anders heen: ze zijn verloren.
absence-when = Wanneer
absence-on = Aan
absence-period = Periode
absence-period-hint = Zonder tijd tellen beide dagen helemaal mee. Zonder einddatum blijft het actief tot u het uitzet.
absence-no-period = Uw mailserver kan geen datums lezen: zet het bericht aan bij uw vertrek en uit bij uw terugkeer.
absence-start = Van
absence-end = Tot
absence-at = om
absence-every = Dezelfde persoon antwoorden
absence-once = Eén keer tijdens de afwezigheid
absence-every-days = { $count ->
    [one] Eén keer per dag
   *[other] Om de { $count } dagen
}
absence-every-minutes = { $count ->
    [one] Elke minuut
   *[other] Om de { $count } minuten
}
absence-every-usual = Zoals de server het instelt
absence-answer = Antwoord
absence-sender = Adres van de afzender
absence-sender-usual = Het adres dat het bericht kreeg
absence-subject = Onderwerp
absence-subject-hint = Leeg wordt het gemaakt van het onderwerp van het bericht.
absence-text = Tekst
absence-addresses = Uw andere adressen
absence-addresses-hint = Een bericht krijgt alleen antwoord als het aan uzelf gericht is: voeg de adressen toe waarvan de post in deze postbus komt.
absence-mail = Berichten tijdens de afwezigheid
absence-then = Wat met de berichten gebeurt
absence-keep = In het postvak IN bewaren
absence-copy = Bewaren, en een kopie naar een ander adres sturen
absence-redirect = Naar een ander adres sturen, zonder ze hier te bewaren
absence-discard = Verwijderen
absence-discard-hint = Na het automatische antwoord. Niet aangeraden: ze zijn verloren.
absence-to-whom = Adres
absence-to-whom-hint = Voor een kopie of om naar een ander adres te sturen.
absence-kept = Afwezigheidsbericht opgeslagen.
absence-kept-off = Afwezigheidsbericht opgeslagen. Het is niet actief.
absence-no-date = Dit is geen datum. Schrijf ze als 2026-12-24, en de tijd als 18:00.
absence-ends-before = Het einde ligt voor het begin. Verbeter een van beide datums.
absence-no-text = Schrijf de tekst van het antwoord.
absence-long-text = De tekst is te lang. Kort hem in tot 64 KB.
absence-long-subject = Het onderwerp is te lang. Kort het in tot 500 tekens.
absence-one-address = Schrijf één adres, en niet meer, bijvoorbeeld secretariaat@voorbeeld.be.
