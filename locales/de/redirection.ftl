### Die Weiterleitung, und was sie mit der Abwesenheitsnachricht gemeinsam hat.

redirection-title = Weiterleitung
redirection-about = Ihre Nachrichten gehen gleich nach der Ankunft an andere Adressen.
redirection-do = Weiterleiten
redirection-on = Eingeschaltet
redirection-keep = Hier eine Kopie behalten
redirection-keeps = Nachrichten bleiben im Posteingang
redirection-keep-hint = Ohne Kopie erscheinen weitergeleitete Nachrichten nicht mehr in diesem Webmail.
redirection-targets = Adressen
redirection-none = Noch keine Adresse. Fügen Sie die hinzu, an die Ihre Nachrichten gehen sollen.
redirection-is-outside = Extern
redirection-is-inside = Intern
redirection-is-on = Aktiv
redirection-remove = { $name } entfernen
redirection-another = Neue Adresse
redirection-add = Hinzufügen
redirection-most = { $count ->
    [one] Höchstens eine Adresse.
   *[other] Höchstens { $count } Adressen.
}
redirection-forbidden = Ihre Verwaltung erlaubt nicht, dass Regeln Ihre Nachrichten an andere Adressen senden.
redirection-no-more = Ihre Verwaltung erlaubt keine weitere Adresse. Diese bleiben, bis Sie sie entfernen.
redirection-domains = Erlaubte Domänen: { $name }.
redirection-no-copy = Hier wird keine Kopie behalten: Wenn eine der Adressen nicht mehr geht, sind Nachrichten verloren.
redirection-outside = Mindestens eine Adresse liegt außerhalb Ihrer Organisation. Änderungen der Weiterleitung stehen im Protokoll der Verwaltung.
redirection-no-target = Fügen Sie die Adresse hinzu, an die Ihre Nachrichten gehen sollen.
redirection-kept = Weiterleitung gespeichert. Eine Kopie jeder Nachricht bleibt hier.
redirection-kept-without-copy = Weiterleitung gespeichert. Nachrichten bleiben nicht hier.
redirection-kept-off = Weiterleitung gespeichert. Sie ist nicht aktiv.
redirection-notice = { $count ->
    [0] Ihre Nachrichten werden an { $address } weitergeleitet.
    [one] Ihre Nachrichten werden an { $address } und eine weitere Adresse weitergeleitet.
   *[other] Ihre Nachrichten werden an { $address } und { $count } weitere Adressen weitergeleitet.
}
redirection-notice-no-copy = Hier bleibt keine Kopie.
rules-manage = Verwalten
rules-not-offered = Diese Seite braucht einen Server für Regeln (ManageSieve), und Ihre Verwaltung hat keinen eingerichtet. Fragen Sie Ihre Verwaltung nach Ihrer Abwesenheit oder einer Weiterleitung.
rules-credentials = Der Server für Regeln nimmt Ihr Passwort nicht an. Es wurde nichts geändert. Sagen Sie Ihrer Verwaltung Bescheid.
rules-certificate = Die Identität des Servers für Regeln ist nicht bestätigt: Ihr Passwort wurde nicht gesendet, und es wurde nichts geändert. Sagen Sie Ihrer Verwaltung Bescheid.
rules-away = Der Server für Regeln antwortet nicht. Es wurde nichts geändert, und Ihre Regeln laufen weiter wie bisher. Versuchen Sie es gleich noch einmal.
rules-quota = Der Server hat keinen Platz mehr für Ihre Regeln. Es wurde nichts geändert; kürzen Sie Ihre Eingabe, oder löschen Sie ein altes Skript unter „Filter“, „Weitere Skripte“, und speichern Sie erneut.
rules-refused = Der Server hat diese Regeln abgelehnt. Die vorigen bleiben aktiv, und Ihre Eingabe steht unten. Er sagt: { $reason }
rules-unreadable = Das Skript „{ $name }“ kann nicht gelesen werden (Zeile { $line }). Es wurde nichts geändert. Berichtigen Sie es mit dem Programm, das es geschrieben hat, oder sagen Sie Ihrer Verwaltung Bescheid.
rules-bound = Diese Regel steht im Skript „{ $name }“, das nicht aktiv ist, und hängt vom Rest davon ab. Es wurde nichts geändert, und Ihre Eingabe steht unten. Aktivieren Sie das Skript unter „Filter“, „Weitere Skripte“, oder löschen Sie die Regel dort, und speichern Sie dann noch einmal.
rules-changed = Diese Einstellungen wurden anderswo geändert, während diese Seite offen war. Es wurde nichts gespeichert, und Ihre Eingabe steht unten: Speichern Sie noch einmal, um das andere zu ersetzen.
rules-unsure = Der Regelserver hat das Speichern nicht bestätigt. Vielleicht wurde gespeichert: Sehen Sie in die Liste Ihrer Regeln, bevor Sie es erneut versuchen. Was Sie auf dieser Seite eingegeben haben, bleibt erhalten.
rules-no-address = „{ $address }“ ist keine Adresse. Schreiben Sie sie ganz, zum Beispiel claire@beispiel.de.
rules-own-address = Das ist die Adresse dieses Kontos: Nachrichten würden kreisen. Wählen Sie eine andere.
rules-no-redirect = Ihre Verwaltung erlaubt nicht, dass Regeln Ihre Nachrichten an andere Adressen senden. Nichts wurde geändert.
rules-only-domains = Ihre Verwaltung erlaubt das Weitersenden nur an Adressen dieser Domänen: { $domains }. Nichts wurde geändert; wählen Sie eine andere Adresse.
rules-loop = Eine Zieladresse gehört auch Ihnen. Wenn ihre Post hierher zurückkommt, kreisen Nachrichten: Prüfen Sie das, bevor Sie sich darauf verlassen.
rules-too-many = { $count ->
    [one] Ihr Server erlaubt höchstens eine Adresse. Entfernen Sie die anderen.
   *[other] Ihr Server erlaubt höchstens { $count } Adressen. Entfernen Sie welche.
}
rules-password-needed = Diese Adresse liegt außerhalb Ihrer Organisation. Geben Sie Ihr Passwort ein, um zu bestätigen, dass Sie es sind, und speichern Sie dann.
rules-password-hint = Wird verlangt, bevor Nachrichten an eine neue externe Adresse gesendet werden.
