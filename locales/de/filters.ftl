### Das Skript der Regeln.

filters-title = Filter
filters-about = Die Regeln, die Ihr Server auf jede ankommende Nachricht anwendet, in Sieve geschrieben.
filters-rules = Ihre Regeln, der Reihe nach
filters-none = Noch keine Regel. Die Abwesenheitsnachricht und die Weiterleitung fügen je eine hinzu; andere können Sie unten schreiben.
filters-no-name = Regel ohne Namen
filters-off = Ausgeschaltet
filters-script = Das Skript
filters-script-label = Sieve-Skript
filters-script-hint = Ein Kommentar „# rule:[Rechnungen]“ über einer Regel gibt ihr einen Namen. Erweiterungen, die Ihr Server kennt:
filters-check = Prüfen
filters-checked = Der Server nimmt dieses Skript an. Es ist noch nicht gespeichert.
filters-kept = Skript gespeichert. Es gilt ab jetzt.
filters-refused = Der Server nimmt dieses Skript nicht an, und das vorige bleibt aktiv. Er sagt: { $reason }
filters-odd = Der Server nimmt dieses Skript an, aber diese Seiten könnten es nicht mehr lesen (Zeile { $line }). Es wurde nichts gespeichert.
filters-too-long = Das Skript ist zu lang. Kürzen Sie es auf 1 MB.
filters-password = Dieses Skript sendet Nachrichten an eine neue Adresse außerhalb Ihrer Organisation. Geben Sie Ihr Passwort ein, um zu bestätigen, dass Sie es sind, und speichern Sie dann.
