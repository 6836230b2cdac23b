### Kontakte.

contacts-added = { $name } steht in Ihren Kontakten.
contacts-added-here = { $name } steht in Ihrem persönlichen Adressbuch: Der Server des anderen hat die Karte nicht angenommen.
contacts-known = { $name } stand schon in Ihren Kontakten: Nichts hat sich geändert.
contacts-no-address = „{ $address }“ ist keine Adresse, an die man schreiben kann: Nichts wurde hinzugefügt.
contacts-title = Kontakte
contacts-books = Adressbücher
contacts-book = Adressbuch
contacts-groups = Gruppen
contacts-personal = Persönliches Adressbuch
contacts-collected = Letzte Empfänger
contacts-directory = Firmenverzeichnis
contacts-all = Alle Kontakte
contacts-found = Ergebnisse
contacts-search = Kontakt suchen
contacts-new = Neuer Kontakt
contacts-edit = Kontakt bearbeiten
contacts-edit-do = Bearbeiten
contacts-book-new = Neues Adressbuch
contacts-book-edit = Adressbuch bearbeiten
contacts-book-removal = Nur ein leeres Adressbuch kann gelöscht werden. Verschieben oder löschen Sie zuerst seine Kontakte.
contacts-book-not-empty = Dieses Adressbuch ist nicht leer und wurde nicht gelöscht. Verschieben oder löschen Sie zuerst seine Kontakte.
contacts-group-new = Neue Gruppe
contacts-group-edit = Gruppe bearbeiten
contacts-group-removal = Die Kontakte der Gruppe bleiben in ihren Adressbüchern.
contacts-name = Name
contacts-name-unfit = Geben Sie einen Namen mit höchstens { $most } Zeichen ein.
contacts-name-taken = Dieser Name ist schon vergeben. Wählen Sie einen anderen.
contacts-too-many-books = Sie haben so viele Adressbücher wie möglich. Löschen Sie eines und versuchen Sie es noch einmal.
contacts-book-made = Adressbuch „{ $name }“ angelegt.
contacts-book-removed = Adressbuch „{ $name }“ gelöscht.
contacts-group-made = Gruppe „{ $name }“ angelegt.
contacts-group-removed = Gruppe „{ $name }“ gelöscht.
contacts-renamed = Der Name ist jetzt „{ $name }“.
contacts-choose = { $name } auswählen
contacts-chosen = Auswahl
contacts-actions = Aktionen für die Auswahl
contacts-card-actions = Aktionen für den Kontakt
contacts-none-chosen = Kein Kontakt ist ausgewählt. Haken Sie mindestens einen an.
contacts-letters = Zu einem Buchstaben
contacts-previous = Vorherige
contacts-next = Nächste
contacts-by-name = Nach Vornamen sortieren
contacts-by-surname = Nach Nachnamen sortieren
contacts-write = Verfassen
contacts-write-group = An die Gruppe schreiben
contacts-send = An eine Nachricht anhängen
contacts-mails = Nachrichten
contacts-put = Gruppen und Adressbücher
contacts-to-group = Zur Gruppe hinzufügen
contacts-out-of-group = Aus dieser Gruppe entfernen
contacts-move-to = Verschieben nach
contacts-copy-to = Kopieren nach
contacts-back = Zurück zu den Kontakten
contacts-pick = Wählen Sie einen Kontakt
contacts-pick-sentence = Die Karte erscheint hier.
contacts-empty = Noch keine Kontakte
contacts-empty-sentence = Fügen Sie jemanden hinzu, oder klicken Sie in einer Nachricht auf einen Absender.
contacts-empty-group = Diese Gruppe ist leer
contacts-empty-group-sentence = Haken Sie Kontakte in einem Adressbuch an, und fügen Sie sie der Gruppe hinzu.
contacts-not-found = Niemand gefunden
contacts-not-found-sentence = Gesucht wird in allen Adressbüchern, ohne auf Akzente zu achten.
contacts-nameless = (ohne Namen)
contacts-bare = Diese Karte sagt nichts weiter.
contacts-is-collected = Sie haben an diese Adresse geschrieben. Kopieren Sie sie in ein Adressbuch, um sie zu behalten.
contacts-is-of-directory = Dieser Eintrag kommt aus dem Firmenverzeichnis: Er kann hier nicht geändert werden. Kopieren Sie ihn in ein Adressbuch, um ihn zu ergänzen.
contacts-directory-stale = Das Verzeichnis antwortet nicht. Stand der Einträge: { $since }.
contacts-directory-away = Das Verzeichnis antwortet nicht und konnte noch nicht gelesen werden.
contacts-empty-directory = Das Verzeichnis ist leer
contacts-empty-directory-sentence = Es steht noch niemand darin.
contacts-names = Name
contacts-kind = Art
contacts-emails = E-Mail-Adressen
contacts-phones = Telefonnummern
contacts-websites = Webseiten
contacts-messengers = Sofortnachrichten
contacts-postals = Postanschriften
contacts-add-email = Adresse hinzufügen
contacts-add-phone = Telefonnummer hinzufügen
contacts-add-website = Webseite hinzufügen
contacts-add-messenger = Nachrichtendienst hinzufügen
contacts-add-postal = Postanschrift hinzufügen
contacts-more-fields = Weitere Felder
contacts-photo = Foto
contacts-photo-remove = Foto entfernen
contacts-photo-large = Dieses Bild ist zu groß; es wurde nichts gespeichert. Wählen Sie ein kleineres.
contacts-photo-unreadable = Dieses Bild kann nicht gelesen werden; es wurde nichts gespeichert. Wählen Sie eine Datei in JPEG, PNG, GIF oder WebP.
contacts-bad-day = „{ $day }“ ist kein Datum; es wurde nichts gespeichert. Schreiben Sie zum Beispiel 29.02.1980 oder 29.02.
contacts-day-hint = 29.02.1980 oder 29.02.
contacts-bad-email = „{ $address }“ ist keine E-Mail-Adresse; es wurde nichts gespeichert. Berichtigen Sie sie, oder lassen Sie die Zeile leer.
contacts-nobody = Geben Sie mindestens einen Namen, eine Firma oder eine Adresse an; es wurde nichts gespeichert.
contacts-gone = Diese Karte wurde inzwischen gelöscht; es wurde nichts gespeichert. Wenn Sie hier speichern, entsteht eine neue.
contacts-meanwhile = Diese Karte wurde inzwischen an anderer Stelle geändert; Ihre Fassung ist noch nicht gespeichert. Speichern ersetzt die andere.
contacts-see-other = Die andere Fassung ansehen
contacts-made = { $name } wurde zu Ihren Kontakten hinzugefügt.
contacts-made-before = Die Karte von { $name } war bereits gespeichert: Sie wurde kein zweites Mal hinzugefügt.
contacts-changed = Die Karte von { $name } ist gespeichert.
contacts-no-addresses = Keiner dieser Kontakte hat eine E-Mail-Adresse.
contacts-too-many = Sie können an { $count } Kontakte auf einmal schreiben. Wählen Sie weniger aus.
contacts-not-given-back = Diese Kontakte können nicht mehr wiederhergestellt werden.
contacts-male = Männlich
contacts-female = Weiblich
contacts-formatted-name = Anzeigename
contacts-prefix = Anrede
contacts-given-name = Vorname
contacts-middle-name = Weitere Vornamen
contacts-family-name = Nachname
contacts-suffix = Namenszusatz
contacts-nickname = Spitzname
contacts-job-title = Position
contacts-organization = Firma
contacts-department = Abteilung
contacts-maiden-name = Geburtsname
contacts-gender = Geschlecht
contacts-birthday = Geburtstag
contacts-anniversary = Hochzeitstag
contacts-assistant = Assistenz
contacts-manager = Vorgesetzte Person
contacts-spouse = Ehepartner
contacts-note = Notiz
contacts-kind-home = Privat
contacts-kind-work = Geschäftlich
contacts-kind-other = Andere
contacts-kind-mobile = Mobil
contacts-kind-main = Zentrale
contacts-kind-home-fax = Fax privat
contacts-kind-work-fax = Fax geschäftlich
contacts-kind-other-fax = Anderes Fax
contacts-kind-car = Auto
contacts-kind-pager = Pager
contacts-kind-video = Video
contacts-kind-assistant = Assistenz
contacts-kind-homepage = Persönliche Seite
contacts-kind-blog = Blog
contacts-kind-profile = Profil
contacts-kind-aim = AIM
contacts-kind-icq = ICQ
contacts-kind-msn = MSN
contacts-kind-yahoo = Yahoo
contacts-kind-jabber = Jabber
contacts-kind-skype = Skype
contacts-po-box = Postfach
contacts-extended = Zusatz
contacts-street = Straße
contacts-locality = Ort
contacts-region = Region
contacts-postal-code = Postleitzahl
contacts-country = Land
contacts-day-year = { $day }. { $month } { $year }
contacts-day = { $day }. { $month }
contacts-deleted = { $count ->
    [one] { $count } Kontakt gelöscht.
   *[other] { $count } Kontakte gelöscht.
}
contacts-given-back = { $count ->
    [one] { $count } Kontakt wiederhergestellt.
   *[other] { $count } Kontakte wiederhergestellt.
}
contacts-joined = { $count ->
    [one] { $count } Kontakt zur Gruppe hinzugefügt.
   *[other] { $count } Kontakte zur Gruppe hinzugefügt.
}
contacts-left = { $count ->
    [one] { $count } Kontakt aus der Gruppe entfernt.
   *[other] { $count } Kontakte aus der Gruppe entfernt.
}
contacts-moved = { $count ->
    [one] { $count } Kontakt verschoben.
   *[other] { $count } Kontakte verschoben.
}
contacts-copied = { $count ->
    [one] { $count } Kontakt kopiert.
   *[other] { $count } Kontakte kopiert.
}
contacts-drawer = Adressbücher und Gruppen
contacts-trusted-none = Noch keine. Sie vertrauen einem Absender aus einer seiner Nachrichten heraus oder in den Einstellungen der Anzeige.
contacts-import-title = Kontakte importieren
contacts-export = Kontakte exportieren
contacts-export-do = Exportieren
contacts-file = kontakte
contacts-import-short = Importieren
contacts-import-hint = Eine Datei in vCard (.vcf), CSV (Outlook, Google, Thunderbird) oder LDIF. Höchstens { $limit }. Es wird nichts importiert, bevor Sie es geprüft haben.
contacts-import-look = Weiter
contacts-import-again = Vorschau aktualisieren
contacts-import-other-file = Andere Datei
contacts-import-no-file = Es wurde keine Datei gewählt. Wählen Sie eine, und versuchen Sie es noch einmal.
contacts-import-large = Diese Datei ist zu groß; es wurde nichts importiert. Teilen Sie sie in mehrere Dateien.
contacts-import-no-cards = Diese Datei enthält keine lesbaren Kontakte; es wurde nichts importiert. Wählen Sie eine Datei in vCard, CSV oder LDIF.
contacts-import-gone = Diese Datei wird nicht mehr aufbewahrt: Sie wurde schon importiert oder ist zu alt. Wählen Sie sie noch einmal.
contacts-import-cut = Diese Datei hat zu viele Kontakte: Der Rest wird nicht importiert. Teilen Sie sie in mehrere Dateien.
contacts-import-columns = Was die Spalten enthalten
contacts-import-column = Spalte der Datei
contacts-import-example = Beispiel
contacts-import-field = Feld des Kontakts
contacts-import-field-of = Feld für { $name }
contacts-import-paired = Erkannt
contacts-import-ignore = Nicht importieren
contacts-import-into = Importieren in
contacts-import-twice = Wenn der Kontakt schon da ist
contacts-import-instead = Das ganze Adressbuch ersetzen: Seine jetzigen Kontakte werden gelöscht
contacts-import-left-out = Ausgelassene Kontakte
contacts-import-is-there = (Karte { $place }): schon im Adressbuch
contacts-import-is-nobody = (Karte { $place }): weder Name noch Adresse
contacts-import-is-double = (Karte { $place }): dieselbe Person wie eine frühere Karte der Datei
contacts-import-busy = Ein Import läuft schon: Von dieser Datei wurde nichts aufbewahrt. Warten Sie sein Ende ab, und versuchen Sie es dann noch einmal.
contacts-import-begins = Die Datei wird vorbereitet…
contacts-import-done = Der Import ist abgeschlossen.
contacts-import-under-way = Ein Import läuft.
contacts-import-follow = Import verfolgen
contacts-import-retry = Diese Datei noch einmal nehmen
contacts-import-undo = Import rückgängig machen
contacts-import-failed = Der Import ist nicht gelungen: Nichts wurde importiert, das Adressbuch ist wie zuvor. Die Datei wird einen Tag aufbewahrt; versuchen Sie es gleich noch einmal.
contacts-import-untouched = Kein Kontakt zu importieren: Das Adressbuch wird nicht ersetzt, seine Kontakte bleiben.
contacts-twice-complete = Die vorhandene Karte ergänzen
contacts-twice-skip = Überspringen
contacts-twice-replace = Die vorhandene Karte ersetzen
contacts-twice-both = Beide behalten
contacts-groups-all = Die der Datei anlegen
contacts-groups-known = Nur vorhandene Gruppen
contacts-groups-none = Keine
contacts-export-format = Format
contacts-export-vcard3 = Für ein anderes Webmail, ein Telefon oder ein Mailprogramm.
contacts-export-vcard4 = Für neuere Programme.
contacts-export-csv = Für Outlook und Tabellenprogramme, mit deutschen Spalten.
contacts-import-count = { $count ->
    [one] { $count } Kontakt
   *[other] { $count } Kontakte
}
contacts-import-do = { $count ->
    [one] { $count } Kontakt importieren
   *[other] { $count } Kontakte importieren
}
contacts-import-added = { $count ->
    [one] { $count } neu.
   *[other] { $count } neu.
}
contacts-import-changed = { $count ->
    [one] { $count } ergänzt oder ersetzt.
   *[other] { $count } ergänzt oder ersetzt.
}
contacts-import-there = { $count ->
    [one] { $count } schon im Adressbuch.
   *[other] { $count } schon im Adressbuch.
}
contacts-import-double = { $count ->
    [one] { $count } doppelt in der Datei.
   *[other] { $count } doppelt in der Datei.
}
contacts-import-nobody = { $count ->
    [one] { $count } ohne Namen und Adresse.
   *[other] { $count } ohne Namen und Adresse.
}
contacts-merge = Zusammenführen
contacts-merge-title = Kontakte zusammenführen
contacts-merge-sentence = Diese { $count } Kontakte werden zu diesem einen. Die anderen werden gelöscht.
contacts-merge-parts = Zusammengeführte Kontakte
contacts-merge-stays = Bleibt
contacts-merge-first = Diesen zuerst behalten
contacts-merge-first-of = Diesen zuerst behalten: { $name }
contacts-merge-changed = Einer dieser Kontakte wurde inzwischen geändert: Nichts wurde zusammengeführt. Prüfen Sie das Ergebnis und versuchen Sie es noch einmal.
contacts-merge-few = Wählen Sie mindestens zwei Kontakte Ihrer Adressbücher aus, um sie zusammenzuführen.
contacts-merged = { $count } Kontakte zu einem zusammengeführt.
contacts-duplicates = Dubletten
contacts-duplicates-title = Wahrscheinliche Dubletten
contacts-duplicates-none = Keine Dubletten: Keiner Ihrer Kontakte teilt eine Adresse oder einen Namen mit einem anderen.
contacts-duplicates-sentence = Diese Kontakte haben eine Adresse oder einen Namen gemeinsam. Prüfen Sie das Ergebnis, bevor Sie sie zusammenführen.
contacts-merge-look = Ergebnis ansehen
contacts-import-running = { $count ->
    [one] { $done } von { $count } Kontakt importiert.
   *[other] { $done } von { $count } Kontakten importiert.
}
contacts-import-stopped = { $count ->
    [one] Der Import hielt nach { $count } Kontakt an, der im Adressbuch steht. Die Datei wird einen Tag aufbewahrt: Nehmen Sie sie noch einmal, oder machen Sie den Import rückgängig.
   *[other] Der Import hielt nach { $count } Kontakten an, die im Adressbuch stehen. Die Datei wird einen Tag aufbewahrt: Nehmen Sie sie noch einmal, oder machen Sie den Import rückgängig.
}
contacts-import-lost = { $count ->
    [one] Dieser Import wird nicht mehr verfolgt: Er ist längst zu Ende, oder der Dienst wurde neu gestartet. { $count } importierter Kontakt steht im Adressbuch.
   *[other] Dieser Import wird nicht mehr verfolgt: Er ist längst zu Ende, oder der Dienst wurde neu gestartet. { $count } importierte Kontakte stehen im Adressbuch.
}
contacts-import-undone = { $count ->
    [one] Import rückgängig gemacht: { $count } Kontakt entfernt.
   *[other] Import rückgängig gemacht: { $count } Kontakte entfernt.
}
contacts-import-undone-all = { $count ->
    [one] Import rückgängig gemacht: { $count } Kontakt entfernt; wiederhergestellte Kontakte: { $back }.
   *[other] Import rückgängig gemacht: { $count } Kontakte entfernt; wiederhergestellte Kontakte: { $back }.
}
contacts-import-no-book = Das gewählte Adressbuch gibt es nicht mehr. Wählen Sie ein anderes: Es wurde nichts importiert.
contacts-import-undoing = Der Import wird rückgängig gemacht: { $done } von { $count }…
contacts-import-not-undone = Das Rückgängigmachen endete vorzeitig. Wiederholen Sie es: Es geht dort weiter, wo es war.
contacts-import-not-instead = Ein Adressbuch auf einem Server kann nicht auf einmal ersetzt werden. Wählen Sie das Ersetzen ab, oder löschen Sie zuerst die Kontakte. Es wurde nichts importiert.
contacts-import-refused = { $count ->
    [one] { $count } Kontakt vom Server abgelehnt.
   *[other] { $count } Kontakte vom Server abgelehnt.
}
contacts-undo-left = { $count ->
    [one] Rückgängig gemacht: { $done }. Der Server hat { $count } Kontakt abgelehnt, der so bleibt, wie er ist. { $why } Sie können es noch einmal versuchen.
   *[other] Rückgängig gemacht: { $done }. Der Server hat { $count } Kontakte abgelehnt, die so bleiben, wie sie sind. { $why } Sie können es noch einmal versuchen.
}
contacts-import-cut-off = Der Import endete vorzeitig. { $why } Was importiert ist, bleibt im Adressbuch, und die Datei wird aufbewahrt: Ein neuer Versuch verdoppelt nichts.
