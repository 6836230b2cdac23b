### Lesebestätigungen (MDN).

receipt-label = Lesebestätigung
receipt-asked = Der Absender bittet um eine Lesebestätigung.
receipt-asked-elsewhere = Der Absender bittet um eine Lesebestätigung, die an { $address } ginge.
receipt-automatic = Der Absender bittet um eine Lesebestätigung. Nach Ihren Einstellungen wird sie gesendet.
receipt-send = Senden
receipt-ignore = Übergehen
receipt-always = Immer für { $name }
receipt-sent = Lesebestätigung an { $address } gesendet.
receipt-ignored = Für diese Nachricht wird keine Lesebestätigung gesendet.
receipt-nothing = Es wurde nichts gesendet: Diese Nachricht erwartet keine Lesebestätigung, oder sie hat ihre Antwort schon.
receipt-unknown = Der Sendeserver hat nicht gesagt, ob er die Lesebestätigung angenommen hat. Sie wird nicht noch einmal gesendet.
receipt-no-address = Die Lesebestätigung wurde nicht gesendet. Ihre Anmeldung ist keine Adresse: Melden Sie sich mit Ihrer vollen Adresse neu an.
receipt-credentials = Die Lesebestätigung wurde nicht gesendet. Der Sendeserver lehnt Ihr Kennwort ab; melden Sie sich neu an und versuchen Sie es noch einmal.
receipt-refused = Die Lesebestätigung wurde nicht gesendet. Der Sendeserver lehnt sie ab; Sie können die Bitte übergehen oder es später noch einmal versuchen.
receipt-unreachable = Die Lesebestätigung wurde nicht gesendet. Der Sendeserver ist nicht erreichbar; versuchen Sie es gleich noch einmal.
receipt-subject = Bestätigung (gelesen): { $subject }
receipt-text = Dies ist eine Bestätigung für die Nachricht, die Sie gesendet haben.

    An: { $to }
    Betreff: { $subject }
    Datum: { $date }

    Die Nachricht wurde beim Empfänger angezeigt. Das ist keine Gewähr, dass sie gelesen oder verstanden wurde.
