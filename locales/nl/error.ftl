### Foutpagina’s.

error-title = Fout
error-not-found = Retour afzender: onbekend op dit adres
error-not-found-sentence = Deze pagina of dit bericht bestaat niet meer. Misschien is het verplaatst of verwijderd.
error-message-gone = Dit bericht staat hier niet meer
error-message-gone-sentence = Het is verplaatst of verwijderd, misschien vanaf een ander apparaat. De map is er nog wel.
error-forged = Er is niets gebeurd
error-forged-sentence = Het formulier is te oud of komt niet van deze pagina. Ga terug, herlaad de pagina en probeer het opnieuw.
error-too-large = Dat is te groot
error-too-large-sentence = Wat werd verstuurd is groter dan toegestaan. Wat al was opgeslagen, is niet verloren.
error-bad-request = Verzoek niet begrepen
error-bad-request-sentence = Het adres of het formulier is onvolledig. Ga terug en probeer het opnieuw.
error-mail-server = De mailserver antwoordt niet
error-mail-server-sentence = Uw berichten zijn daar veilig. Probeer het zo dadelijk opnieuw.
error-mail-server-certificate = De identiteit van de mailserver is niet bevestigd
error-mail-server-certificate-sentence = Het certificaat is niet geldig; de verbinding is verbroken voordat uw wachtwoord werd verstuurd. Waarschuw uw beheerder.
error-timeout = Dat duurt te lang
error-timeout-sentence = De pagina kon niet op tijd worden klaargemaakt. Probeer het zo dadelijk opnieuw.
error-internal = Er ging bij ons iets mis
error-internal-sentence = Probeer het opnieuw; blijft het misgaan, geef dan de referentie hieronder aan uw beheerder.
error-retry = Opnieuw proberen
error-code = Fout { $status }
error-code-reference = Fout { $status }, ref. { $reference }
error-postmark-top = Onbekend
error-postmark-bottom = op dit adres
error-postmark-middle = Retour
