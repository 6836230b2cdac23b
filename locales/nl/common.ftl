### Wat elke pagina omgeeft.

app-name = Facteur
app-home = Facteur, startpagina
skip-to-content = Naar de inhoud
nav-main = Hoofdnavigatie
nav-mail = Post
nav-compose = Opstellen
nav-folders = Mappen
nav-main-folders = Postvak en hoofdmappen
nav-logout = Afmelden
nav-account = Account:
nav-language = Taal
notice-close = Sluiten
folder-inbox = Postvak IN
folder-drafts = Concepten
folder-sent = Verzonden
folder-archive = Archief
folder-junk = Spam
folder-trash = Prullenbak
folder-all = Alle berichten
folder-flagged = Met ster
folder-unseen = , { $count ->
    [one] { $count } ongelezen
   *[other] { $count } ongelezen
}
folder-messages = , { $count ->
    [one] { $count } bericht
   *[other] { $count } berichten
}
problem-network = De server is onbereikbaar. Controleer uw verbinding en probeer het opnieuw.
problem-server = De server kon niet antwoorden. Probeer het zo dadelijk opnieuw.
problem-gone = Dit bericht staat hier niet meer. Vernieuw de lijst.
size-octets = { $size } B
size-kilo = { $size } kB
size-mega = { $size } MB
size-giga = { $size } GB
