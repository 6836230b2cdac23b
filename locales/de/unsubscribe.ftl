### Eine Mailingliste aus einer geöffneten Nachricht verlassen.

unsubscribe-title = Abmelden
unsubscribe-to-host = Die Anfrage wird an { $name } gesendet. Der Absender weiß dann, dass diese Adresse gelesen wird.
unsubscribe-send = Mich abmelden
unsubscribe-by-mail = Diese Liste verlassen Sie mit einer Nachricht an { $name }. Sie können sie vor dem Senden lesen.
unsubscribe-write = Nachricht vorbereiten
unsubscribe-on-page = Diese Liste verlassen Sie auf einer Seite von { $name }. Der Absender weiß dann, dass diese Adresse gelesen wird.
unsubscribe-open = Seite öffnen
unsubscribe-taken = { $name } hat Ihre Abmeldung erhalten. Einige Nachrichten können noch eintreffen.
unsubscribe-refused = { $name } hat die Abmeldung nicht angenommen. Suchen Sie in der Nachricht einen Link zum Abmelden.
unsubscribe-unreachable = { $name } hat nicht geantwortet: Die Abmeldung ist vielleicht nicht angekommen. Versuchen Sie es später noch einmal.
unsubscribe-not-offered = Diese Nachricht erlaubt keine direkte Abmeldung. Es wurde nichts gesendet; suchen Sie in der Nachricht einen Link zum Abmelden.
