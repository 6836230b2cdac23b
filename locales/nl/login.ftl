### Aanmelden.

login-title = Aanmelden
login-hello = Goedendag.
login-lead = Meld u aan bij uw e-mail.
login-demonstration = Dit is een demonstratie. Meld u aan als demo@demo.fr.fto of claire@demo.fr.fto met het wachtwoord ‘demo’. Wat u schrijft, verlaat deze machine niet.
login-user = Adres
login-password = Wachtwoord
login-show-password = Wachtwoord tonen
login-submit = Aanmelden
login-postmark-top = Facteur
login-postmark-bottom = Post van vandaag
login-wrong = Adres of wachtwoord onjuist. { $count ->
    [0] Dit was de laatste poging voor een pauze.
    [one] U hebt nog één poging voor een pauze.
   *[other] U hebt nog { $count } pogingen voor een pauze.
}
login-wait = Te veel pogingen. { $count ->
    [0] Probeer het binnen een minuut opnieuw.
    [one] Probeer het over een minuut opnieuw.
   *[other] Probeer het over { $count } minuten opnieuw.
}
login-server = De mailserver antwoordt niet. Het ligt niet aan uw wachtwoord; probeer het zo dadelijk opnieuw.
login-certificate = De identiteit van de mailserver is niet bevestigd: uw wachtwoord is niet verstuurd. Waarschuw uw beheerder.
login-name = Vul uw adres en uw wachtwoord in.
login-again = Uw sessie is verlopen. Meld u opnieuw aan om verder te gaan.
logged-out = U bent afgemeld. Tot ziens.
logged-out-cleared = Afgemeld. Oude berichten zijn verwijderd zoals u had gevraagd.
logged-out-uncleared = Afgemeld. Niet alle oude berichten konden worden verwijderd; bij de volgende afmelding wordt het opnieuw geprobeerd.
