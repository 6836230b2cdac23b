### Anmeldung in zwei Schritten.

code-title = Ihr Code
code-lead = Das Passwort von { $name } stimmt. Es fehlt noch der Code Ihrer App.
code-label = Code
code-hint = Die sechs Ziffern, die Ihre App zeigt, oder einer der Wiederherstellungscodes, die Sie notiert haben.
code-other = Anders anmelden
code-wrong = Dieser Code ist nicht der richtige oder wurde schon benutzt. { $count ->
    [0] Das war der letzte Versuch vor einer Pause.
    [one] Sie haben noch einen Versuch vor einer Pause.
   *[other] Sie haben noch { $count } Versuche vor einer Pause.
}
factor-title = Anmeldung in zwei Schritten
factor-about = Nach dem Passwort ein Code, den nur Ihr Telefon geben kann.
factor-none = Die Anmeldung in zwei Schritten ist ausgeschaltet: Ihr Passwort allein öffnet hier Ihre E-Mail.
factor-begin = Einschalten
factor-begin-hint = Sie brauchen eine Authentifizierungs-App auf Ihrem Telefon oder Rechner (Aegis, FreeOTP, Google Authenticator, KeePassXC…). Geben Sie zuerst Ihr Passwort ein.
factor-begin-do = Beginnen
factor-scan = Fügen Sie dieses Konto Ihrer App hinzu
factor-scan-hint = Richten Sie die Authentifizierungs-App auf diesen Code.
factor-picture = QR-Code für die Authentifizierungs-App
factor-typed = Ohne Kamera geben Sie diesen Schlüssel ein:
factor-confirm = Bestätigen
factor-confirm-hint = Ihre anderen Sitzungen werden geschlossen: Jede verlangt bei der nächsten Anmeldung einen Code.
factor-either-code = Code der App oder Wiederherstellungscode
factor-code-needed = Geben Sie einen Code ein.
factor-code = Code, den die App zeigt
factor-on-do = Einschalten
factor-codes-made = Die Anmeldung in zwei Schritten ist eingeschaltet. Notieren Sie diese Wiederherstellungscodes: Sie werden nicht mehr gezeigt.
factor-others-open = Es ist nicht sicher, ob alle anderen Sitzungen geschlossen sind. Öffnen Sie „Sitzungen und Anmeldungen“ und schließen Sie die übrigen.
factor-codes = Wiederherstellungscodes
factor-codes-hint = Jeder ersetzt einmal den Code der App, falls Sie Ihr Telefon verlieren. Drucken Sie sie aus oder bewahren Sie sie an einem sicheren Ort auf, nicht in diesem Postfach.
factor-codes-kept = Ich habe sie notiert
factor-since = Die Anmeldung in zwei Schritten ist eingeschaltet seit { $name }.
factor-codes-left = { $count ->
    [0] Sie haben keinen Wiederherstellungscode mehr. Erstellen Sie neue.
    [one] Sie haben noch einen Wiederherstellungscode.
   *[other] Sie haben noch { $count } Wiederherstellungscodes.
}
factor-renew-hint = Neue Codes ersetzen die, die Sie notiert haben. Ihr Passwort und ein Code werden verlangt.
factor-renew-do = Neue Codes erstellen
factor-switch-off = Ausschalten
factor-switch-off-hint = Danach genügt wieder Ihr Passwort. Der Schlüssel und die Wiederherstellungscodes werden gelöscht.
factor-off-do = Ausschalten
factor-is-off = Die Anmeldung in zwei Schritten ist ausgeschaltet.
factor-limits = Was sie schützt
factor-limits-hint = Sie schützt die Anmeldung auf diesen Seiten. Programme und Telefone, die Ihre E-Mail über IMAP lesen, verlangen nur das Passwort. Ohne Telefon und Wiederherstellungscode bitten Sie Ihren Administrator, sie auszuschalten.
factor-password-needed = Geben Sie Ihr Passwort ein.
factor-too-late = Dieser Schlüssel gilt nicht mehr. Beginnen Sie von vorn: Sie bekommen einen neuen.
factor-wrong-code = Dieser Code gehört nicht zu diesem Schlüssel. Warten Sie auf den nächsten und prüfen Sie die Uhr des Telefons.
