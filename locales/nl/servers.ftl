### Adresboeken op een server.

contacts-server = Server
contacts-server-new-title = Adresboek op een server
contacts-server-sentence = Voeg hier de adresboeken (CardDAV) van een andere server toe: ze staan naast uw eigen adresboeken, en wat u erin wijzigt, wordt daar opgeslagen.
contacts-server-none = Uw beheerder heeft geen server met adresboeken voorzien.
contacts-server-other = Andere server
contacts-server-of-mail = met uw e-mailaccount
contacts-server-url = Adres van de server
contacts-server-url-hint = Bijvoorbeeld cloud.example.org, of het volledige adres van een adresboek. De server moet via https bereikbaar zijn.
contacts-server-login = Gebruikersnaam
contacts-server-password = Wachtwoord
contacts-server-password-hint = Het wachtwoord wordt versleuteld bewaard en alleen naar deze server gestuurd. Maak een app-wachtwoord aan als de server dat toelaat.
contacts-server-add = Adresboeken zoeken
contacts-server-known = { $count ->
    [one] Dit adresboek staat al in uw lijst: er is niets gewijzigd.
   *[other] Deze { $count } adresboeken staan al in uw lijst: er is niets gewijzigd.
}
contacts-server-added = { $count ->
    [one] { $count } adresboek toegevoegd.
   *[other] { $count } adresboeken toegevoegd.
}
contacts-server-not-added = { $why } Er is geen adresboek toegevoegd.
contacts-server-not-saved = { $why } Er is niets opgeslagen: wat u hebt ingevuld, staat nog hieronder.
contacts-server-away = De server van dit adresboek antwoordt niet.
contacts-server-refused = De server van dit adresboek weigert de gebruikersnaam of het wachtwoord.
contacts-server-locked = Het wachtwoord van dit adresboek ontbreekt: vul het opnieuw in bij de instellingen van het adresboek.
contacts-server-busy = Dit adresboek wordt gelezen of gewijzigd: probeer het zo meteen opnieuw.
contacts-server-elsewhere = Dit adres wordt niet aanvaard, of het verwijst naar een andere server. Er is een openbare server nodig die via https bereikbaar is.
contacts-server-says-read-only = Dit adresboek kan op zijn server alleen gelezen worden.
contacts-server-changed = Een contact is intussen op de server gewijzigd: het wordt nu getoond zoals het daar is.
contacts-server-full = De server van dit adresboek aanvaardt dit contact niet: het is te groot, of de server is vol.
contacts-server-no-books = Op dit adres is geen adresboek gevonden.
contacts-server-nonsense = Deze server antwoordt niet zoals een server met adresboeken (CardDAV).
contacts-server-too-much = Deze server stuurt meer gegevens dan aanvaard wordt.
contacts-server-no-room = De ruimte die hier aan kopieën van uw adresboeken op servers is toegekend, is op, en er kunnen contacten ontbreken. Haal een adresboek uit de lijst, of vraag uw beheerder om meer ruimte.
contacts-server-fresh = Bijgewerkt: { $since }.
contacts-server-stale = { $why } Dat is zo sinds { $failed }. De getoonde contacten zijn die van { $since }.
contacts-server-unread = { $why } Het adresboek kon nog niet gelezen worden.
contacts-server-reading = Het adresboek wordt gelezen. Vernieuw de pagina zo meteen.
contacts-server-new = Dit adresboek is nog niet gelezen.
contacts-server-sync = Nu synchroniseren
contacts-server-read = Het adresboek is bijgewerkt.
contacts-server-rights = Rechten
contacts-server-read-only = Alleen lezen
contacts-server-new-password = Nieuw wachtwoord
contacts-server-new-password-hint = Laat leeg om het huidige te behouden.
contacts-server-removal = Het adresboek verdwijnt hier, met de kopie van de contacten. Op de server wordt niets verwijderd.
contacts-server-remove = Hier weghalen
contacts-server-removed = Het adresboek “{ $name }” wordt hier niet meer getoond. Op de server is niets verwijderd.
contacts-stopped = { $count ->
    [0] { $why } Er is niets gewijzigd.
    [one] { $why } Slechts één contact is verwerkt.
   *[other] { $why } { $count } contacten zijn verwerkt, de andere niet.
}
contacts-other-version = Het contact zoals het nu is
