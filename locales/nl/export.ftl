### Berichten om mee te nemen.

export-do = Downloaden als .zip
export-name = Berichten
export-nothing = Kies eerst berichten: vink ze aan in de lijst en probeer het opnieuw.
