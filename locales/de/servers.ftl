### Adressbücher auf einem Server.

contacts-server = Server
contacts-server-new-title = Adressbuch auf einem Server
contacts-server-sentence = Fügen Sie hier die Adressbücher (CardDAV) eines anderen Servers hinzu: Sie stehen neben Ihren eigenen, und was Sie darin ändern, wird dort gespeichert.
contacts-server-none = Ihr Administrator hat keinen Server für Adressbücher vorgesehen.
contacts-server-other = Anderer Server
contacts-server-of-mail = mit Ihrem E-Mail-Konto
contacts-server-url = Adresse des Servers
contacts-server-url-hint = Zum Beispiel cloud.example.org oder die ganze Adresse eines Adressbuchs. Der Server muss über https erreichbar sein.
contacts-server-login = Benutzername
contacts-server-password = Passwort
contacts-server-password-hint = Das Passwort wird verschlüsselt aufbewahrt und nur an diesen Server gesendet. Wenn der Server es erlaubt, legen Sie ein App-Passwort an.
contacts-server-add = Adressbücher suchen
contacts-server-known = { $count ->
    [one] Dieses Adressbuch haben Sie schon: Nichts wurde geändert.
   *[other] Diese { $count } Adressbücher haben Sie schon: Nichts wurde geändert.
}
contacts-server-added = { $count ->
    [one] { $count } Adressbuch hinzugefügt.
   *[other] { $count } Adressbücher hinzugefügt.
}
contacts-server-not-added = { $why } Es wurde kein Adressbuch hinzugefügt.
contacts-server-not-saved = { $why } Nichts wurde gespeichert: Was Sie eingegeben haben, steht noch unten.
contacts-server-away = Der Server dieses Adressbuchs antwortet nicht.
contacts-server-refused = Der Server dieses Adressbuchs lehnt den Benutzernamen oder das Passwort ab.
contacts-server-locked = Das Passwort dieses Adressbuchs fehlt: Geben Sie es in den Einstellungen des Adressbuchs noch einmal ein.
contacts-server-busy = Dieses Adressbuch wird gerade gelesen oder geändert: Versuchen Sie es gleich noch einmal.
contacts-server-elsewhere = Diese Adresse wird nicht angenommen oder führt zu einem anderen Server. Nötig ist ein öffentlicher Server, der über https erreichbar ist.
contacts-server-says-read-only = Dieses Adressbuch kann auf seinem Server nur gelesen werden.
contacts-server-changed = Ein Kontakt wurde inzwischen auf dem Server geändert: Er wird jetzt so angezeigt, wie er dort ist.
contacts-server-full = Der Server dieses Adressbuchs nimmt diesen Kontakt nicht an: Er ist zu groß, oder der Server ist voll.
contacts-server-no-books = Unter dieser Adresse wurde kein Adressbuch gefunden.
contacts-server-nonsense = Dieser Server antwortet nicht wie ein Server für Adressbücher (CardDAV).
contacts-server-too-much = Dieser Server sendet mehr Daten, als angenommen werden.
contacts-server-no-room = Der Platz, der hier für Kopien Ihrer Adressbücher auf Servern vorgesehen ist, ist aufgebraucht, und es können Kontakte fehlen. Nehmen Sie ein Adressbuch aus der Liste, oder bitten Sie Ihren Administrator um mehr Platz.
contacts-server-fresh = Aktuell: { $since }.
contacts-server-stale = { $why } So ist es seit { $failed }. Die angezeigten Kontakte sind vom Stand { $since }.
contacts-server-unread = { $why } Das Adressbuch konnte noch nicht gelesen werden.
contacts-server-reading = Das Adressbuch wird gelesen. Laden Sie die Seite gleich neu.
contacts-server-new = Dieses Adressbuch wurde noch nicht gelesen.
contacts-server-sync = Jetzt abgleichen
contacts-server-read = Das Adressbuch ist aktuell.
contacts-server-rights = Rechte
contacts-server-read-only = Nur lesen
contacts-server-new-password = Neues Passwort
contacts-server-new-password-hint = Leer lassen, um das bisherige zu behalten.
contacts-server-removal = Das Adressbuch verschwindet hier mit der Kopie seiner Kontakte. Auf dem Server wird nichts gelöscht.
contacts-server-remove = Hier entfernen
contacts-server-removed = Das Adressbuch „{ $name }“ wird hier nicht mehr angezeigt. Auf dem Server wurde nichts gelöscht.
contacts-stopped = { $count ->
    [0] { $why } Nichts wurde geändert.
    [one] { $why } Nur ein Kontakt wurde bearbeitet.
   *[other] { $why } { $count } Kontakte wurden bearbeitet, die anderen nicht.
}
contacts-other-version = Der Kontakt, wie er jetzt ist
