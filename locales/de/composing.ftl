### Die Einstellungen des Verfassens.

composing-title = Verfassen
composing-about = Diese Einstellungen gelten für alle Nachrichten, die Sie beginnen. Jede lässt sich auch beim Schreiben ändern.
composing-answers = Antworten
composing-quoting = Wenn ich antworte
composing-quoting-below = Unter der zitierten Nachricht schreiben
composing-quoting-above = Über der zitierten Nachricht schreiben
composing-quoting-above-whole = Über der vollständigen Nachricht schreiben
composing-quoting-nothing = Nicht zitieren
composing-quote-signatures = Auch die Signatur des Absenders zitieren
composing-beside = Meine Antwort im Ordner der Nachricht ablegen
composing-beside-hint = Die Kopie einer Antwort kommt zu der Nachricht, auf die sie antwortet, statt in den Ordner „Gesendet“. Eine Antwort auf eine Nachricht im Papierkorb oder im Spam bleibt in „Gesendet“.
composing-signature = Signatur
composing-signing = Meine Signatur hinzufügen
composing-signing-hint = Jede Identität hat ihre eigene, unter „Identitäten“.
composing-signing-always = Allen Nachrichten
composing-signing-new = Nur neuen Nachrichten
composing-signing-answers = Nur Antworten und Weiterleitungen
composing-signing-never = Nie
composing-signature-place = Platz der Signatur
composing-signature-words = Direkt nach meinem Text
composing-signature-end = Ganz am Ende, nach der zitierten Nachricht
composing-sending = Standardmäßig anfordern
composing-encoding = Kodierung
composing-7bit = Nur 7-Bit-Zeichen senden
composing-7bit-hint = Für alte Server: Text wird als „quoted-printable“ kodiert, und eine angehängte Nachricht mit Umlauten geht als einfache Datei.
composing-yes = Ja
composing-no = Nein
composing-writing = Schreiben
composing-editor = In HTML schreiben
composing-editor-hint = Eine HTML-Nachricht enthält immer auch ihren Text.
composing-editor-never = Nie
composing-editor-always = Immer
composing-editor-reply = Beim Antworten auf eine HTML-Nachricht
composing-editor-answer = Beim Antworten auf eine HTML-Nachricht oder beim Weiterleiten
composing-editor-but-plain = Immer, außer beim Antworten auf eine Textnachricht
composing-separator = Eine Trennlinie darüber setzen
composing-separator-hint = „-- “, die Mailprogramme erkennen.
composing-own-window = In einem neuen Fenster schreiben
composing-autosave = Entwurf von selbst speichern
composing-autosave-seconds = Alle { $count } Sekunden
composing-autosave-minutes = { $count ->
    [one] Jede Minute
   *[other] Alle { $count } Minuten
}
composing-autosave-never = Nie
composing-forwarding = Weiterleiten
composing-forwarding-inline = Im Text
composing-forwarding-attached = Als Anhang
