### Aanmelden in twee stappen.

code-title = Uw code
code-lead = Het wachtwoord van { $name } is juist. Nu nog de code van uw app.
code-label = Code
code-hint = De zes cijfers die uw app toont, of een van de herstelcodes die u hebt genoteerd.
code-other = Anders aanmelden
code-wrong = Deze code is niet de juiste, of is al gebruikt. { $count ->
    [0] Dat was de laatste poging voor een pauze.
    [one] U hebt nog één poging voor een pauze.
   *[other] U hebt nog { $count } pogingen voor een pauze.
}
factor-title = Aanmelden in twee stappen
factor-about = Na het wachtwoord een code die alleen uw telefoon kan geven.
factor-none = Aanmelden in twee stappen staat uit: uw wachtwoord alleen opent hier uw mail.
factor-begin = Inschakelen
factor-begin-hint = U hebt een authenticatie-app nodig op uw telefoon of computer (Aegis, FreeOTP, Google Authenticator, KeePassXC…). Voer eerst uw wachtwoord in.
factor-begin-do = Beginnen
factor-scan = Voeg dit account toe aan uw app
factor-scan-hint = Richt de authenticatie-app op deze code.
factor-picture = QR-code voor de authenticatie-app
factor-typed = Zonder camera voert u deze sleutel in:
factor-confirm = Bevestigen
factor-confirm-hint = Uw andere sessies worden gesloten: elke vraagt een code bij de volgende aanmelding.
factor-code = Code die de app toont
factor-either-code = Code van de app, of een herstelcode
factor-code-needed = Voer een code in.
factor-on-do = Inschakelen
factor-codes-made = Aanmelden in twee stappen staat aan. Noteer deze herstelcodes: ze worden niet meer getoond.
factor-others-open = Het is niet zeker dat al uw andere sessies gesloten zijn. Open ‘Sessies en aanmeldingen’ en sluit wat er nog open is.
factor-codes = Herstelcodes
factor-codes-hint = Elke code vervangt één keer die van de app, als u uw telefoon kwijt bent. Druk ze af of bewaar ze op een veilige plaats, niet in deze mailbox.
factor-codes-kept = Ik heb ze genoteerd
factor-since = Aanmelden in twee stappen staat aan sinds { $name }.
factor-codes-left = { $count ->
    [0] U hebt geen herstelcode meer. Maak nieuwe.
    [one] U hebt nog één herstelcode.
   *[other] U hebt nog { $count } herstelcodes.
}
factor-renew-hint = Nieuwe codes vervangen die welke u hebt genoteerd. Uw wachtwoord en een code worden gevraagd.
factor-renew-do = Nieuwe codes maken
factor-switch-off = Uitschakelen
factor-switch-off-hint = Daarna volstaat uw wachtwoord weer. De sleutel en de herstelcodes worden gewist.
factor-off-do = Uitschakelen
factor-is-off = Aanmelden in twee stappen staat uit.
factor-limits = Wat het beschermt
factor-limits-hint = Het beschermt het aanmelden op deze pagina’s. Programma’s en telefoons die uw mail via IMAP lezen, vragen alleen het wachtwoord. Hebt u noch telefoon noch herstelcode, vraag uw beheerder dan om het uit te schakelen.
factor-password-needed = Voer uw wachtwoord in.
factor-too-late = Deze sleutel is niet meer geldig. Begin opnieuw: u krijgt een nieuwe.
factor-wrong-code = Deze code hoort niet bij deze sleutel. Wacht op de volgende en controleer de klok van de telefoon.
