### Was gegen den Absender einer Nachricht spricht.

warning-lookalike = Wahrscheinlich Phishing. Die Adresse des Absenders ahmt andere Buchstaben nach: { $domain } ist in Wirklichkeit { $ascii }.
warning-like-own = Wahrscheinlich Phishing. Der Absender schreibt von { $domain }, das Ihrer Domain { $own } ähnelt und sie nicht ist.
warning-named-falsely = Wahrscheinlich Phishing. Der Absender zeigt „{ $shown }“, schreibt aber von { $address }.
warning-named-otherwise = Der Absender zeigt „{ $shown }“, schreibt aber von { $address }.
warning-links = { $count ->
    [one] Ein Link zeigt { $shown }, führt aber zu { $target }.
   *[other] { $count } Links zeigen eine andere Adresse als die, zu der sie führen: { $shown } führt zu { $target }.
}
warning-links-label = Abgeschaltete Links
warning-links-dead = Die Links in dieser Nachricht sind zu Ihrem Schutz abgeschaltet.
warning-links-show = Trotzdem anzeigen
warning-unconfirmed = Ihr Mailserver konnte nicht bestätigen, dass diese Nachricht von { $domain } kommt. Vergewissern Sie sich auf anderem Weg, bevor Sie einen Link öffnen oder antworten.
warning-reply-elsewhere = Eine Antwort ginge an { $address }, was nicht zur Domain des Absenders gehört.
people-verified = Bestätigter Absender
people-verified-by = Ihr Mailserver hat bestätigt, dass diese Nachricht von { $name } kommt.
people-add = Zu den Kontakten hinzufügen
