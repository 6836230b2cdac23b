### Die Rechtschreibung einer Nachricht und ihre Einstellungen.

spell-title = Rechtschreibung
spell-language = Sprache der Nachricht
spell-again = Prüfen
spell-count =
    { $count ->
        [0] Keine unbekannten Wörter
        [one] { $count } unbekanntes Wort
       *[other] { $count } unbekannte Wörter
    }
spell-cut = Das Ende des Textes wurde nicht geprüft: Er ist zu lang.
spell-previous = Voriges unbekanntes Wort
spell-next = Nächstes unbekanntes Wort
spell-close = Rechtschreibprüfung schließen
spell-times = ({ $count }-mal)
spell-choose = Was soll mit „{ $name }“ geschehen
spell-leave = So lassen
spell-replace = Durch „{ $name }“ ersetzen
spell-ignore = In dieser Nachricht ignorieren
spell-add = Zu meinem Wörterbuch hinzufügen
spell-other = Andere Korrektur
spell-other-for = Andere Korrektur für „{ $name }“
spell-apply = Korrekturen übernehmen
spell-problem = Die Rechtschreibung konnte nicht geprüft werden. Ihr Text ist unverändert; versuchen Sie es gleich noch einmal.
spell-full = Dieses Wort konnte nicht hinzugefügt werden: Ihr Wörterbuch ist voll, oder es ist kein Wort.
spell-thinking = Suche…
spell-no-suggestion = Keine Vorschläge
spell-late = Noch keine Vorschläge. Versuchen Sie es gleich noch einmal.
spell-before-sending = Die Nachricht wurde nicht gesendet: Sie enthält unbekannte Wörter. Korrigieren oder lassen Sie sie, dann senden Sie sie.
spelling-about = Die Rechtschreibung wird auf Ihrem Server geprüft. Was Sie zitieren, Signaturen und Adressen werden nicht geprüft.
spelling-checking = Prüfung
spelling-language = Sprache Ihrer Nachrichten
spelling-language-hint = Sie lässt sich auch in jeder Nachricht ändern.
spelling-language-pages = Die der Oberfläche
spelling-before-sending = Vor dem Senden prüfen
spelling-before-sending-hint = Eine Nachricht mit unbekannten Wörtern wird Ihnen noch einmal gezeigt.
spelling-own = Mein Wörterbuch
spelling-own-words = Meine Wörter
spelling-own-hint = Ein Wort je Zeile. Ein kleingeschriebenes Wort gilt auch mit großem Anfangsbuchstaben.
spelling-dictionary = Wörterbuch
