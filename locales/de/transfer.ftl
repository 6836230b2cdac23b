### Die Einstellungen als Datei.

transfer-title = Export und Import
transfer-about = Ihre Einstellungen als Datei, um sie aufzuheben oder anderswo zu übernehmen.
transfer-file = einstellungen
transfer-report = Was importiert wurde
transfer-nothing = In dieser Datei wurde nichts Neues gefunden.
transfer-left = Was nicht
transfer-left-ahead = Was nicht übernommen wird
transfer-export = Exportieren
transfer-export-hint = Die Datei enthält Ihre Einstellungen, speziellen Ordner, Schlagwörter und Suchen, Ihre vertrauenswürdigen Absender und die Wörter Ihres Wörterbuchs, Ihre Identitäten mit ihren Signaturen und Textbausteine. Sie enthält kein Passwort, keine Nachricht und keinen Kontakt.
transfer-download = Datei herunterladen
transfer-in = Importieren
transfer-import-hint = Die Einstellungen der Datei ersetzen Ihre, ebenso die speziellen Ordner und die Reihenfolge der Listen. Schlagwörter, Suchen, Absender, Wörter, Identitäten und Textbausteine kommen zu dem, was Sie haben, ohne daran etwas zu ändern.
transfer-choose = Datei mit Einstellungen
transfer-take = Importieren
transfer-look = Was der Import ändern wird
transfer-columns = Die Spalten der Listen
transfer-lists = Die Reihenfolge der Listen
transfer-added = neu:
transfer-added-searches = Gespeicherte Suchen
transfer-see = Zeigen, was sich ändert
transfer-too-large = Diese Datei ist zu groß: eine Datei mit Einstellungen hat höchstens { $limit }.
transfer-foreign = Das ist keine Datei mit Einstellungen. Wählen Sie die, die „Exportieren“ heruntergeladen hat.
transfer-newer = Diese Datei stammt von einer neueren Version des Webmails. Nichts wurde importiert.
transfer-fixed = von Ihrem Administrator festgelegt
transfer-unknown = unbekannte Einstellung oder Antwort
transfer-there = gibt es hier schon, mit anderem Inhalt
transfer-damaged = ein Teil der Datei ist nicht lesbar
transfer-refused = kann hier nicht übernommen werden
transfer-no-folder = diesen Ordner gibt es hier nicht
transfer-away = der Mailserver antwortet nicht; versuchen Sie es später noch einmal
transfer-preferences = { $count ->
    [one] { $count } Einstellung importiert
   *[other] { $count } Einstellungen importiert
}
transfer-labels = { $count ->
    [one] { $count } Schlagwort hinzugefügt
   *[other] { $count } Schlagwörter hinzugefügt
}
transfer-searches = { $count ->
    [one] { $count } Suche hinzugefügt
   *[other] { $count } Suchen hinzugefügt
}
transfer-identities = { $count ->
    [one] { $count } Identität hinzugefügt
   *[other] { $count } Identitäten hinzugefügt
}
transfer-responses = { $count ->
    [one] { $count } Textbaustein hinzugefügt
   *[other] { $count } Textbausteine hinzugefügt
}
transfer-roles = { $count ->
    [one] { $count } spezieller Ordner gewählt
   *[other] { $count } spezielle Ordner gewählt
}
transfer-lists-taken = { $count ->
    [one] { $count } Liste wie in der Datei sortiert
   *[other] { $count } Listen wie in der Datei sortiert
}
transfer-senders = { $count ->
    [one] { $count } vertrauenswürdiger Absender hinzugefügt
   *[other] { $count } vertrauenswürdige Absender hinzugefügt
}
transfer-words = { $count ->
    [one] { $count } Wort zum Wörterbuch hinzugefügt
   *[other] { $count } Wörter zum Wörterbuch hinzugefügt
}
