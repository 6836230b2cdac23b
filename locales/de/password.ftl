### Das Passwort.

password-title = Passwort
password-about = Das Passwort Ihrer E-Mail, hier und in Ihren Programmen und Telefonen.
password-elsewhere = Ihr Passwort wird nicht in diesem Webmail geändert.
password-ask = Wenden Sie sich an Ihren Administrator.
password-change = Passwort ändern
password-rules = Mindestens { $count } Zeichen; ein Satz ist leicht zu merken und schwer zu erraten. Ihre anderen Sitzungen werden geschlossen. Geben Sie das neue Passwort danach in Ihren Programmen und Telefonen ein.
password-old = Aktuelles Passwort
password-new = Neues Passwort
password-again = Neues Passwort, noch einmal
password-submit = Passwort ändern
password-changed = Passwort geändert. Ihre anderen Sitzungen wurden geschlossen; diese geht weiter.
password-changed-untaken = Passwort geändert, aber Ihr Mailserver nimmt das neue noch nicht an. Ihre anderen Sitzungen wurden geschlossen. Wenn Ihre Nachrichten in einigen Minuten nicht erscheinen, benachrichtigen Sie Ihren Administrator.
password-short = Das ist zu kurz: Es braucht mindestens { $count } Zeichen.
password-long = Das ist zu lang: höchstens { $count } Oktette.
password-control = Ein Passwort steht auf einer Zeile, ohne unsichtbare Zeichen.
password-same = Das ist das aktuelle Passwort: Wählen Sie ein anderes.
password-is-name = Ihre Adresse ist kein Passwort: Sie lässt sich erraten.
password-differs = Das ist nicht dasselbe wie oben.
password-refused = Der Server nimmt dieses Passwort nicht an. Wählen Sie ein anderes, länger oder vielfältiger.
password-refused-because = Der Server nimmt dieses Passwort nicht an: { $name }
password-old-refused = Der Dienst, der Passwörter ändert, lehnt Ihr aktuelles Passwort ab. Nichts wurde geändert; benachrichtigen Sie Ihren Administrator.
password-failed = Das Passwort konnte nicht geändert werden: Das alte gilt weiter. Versuchen Sie es später noch einmal oder benachrichtigen Sie Ihren Administrator.
password-unclear = Ob das Passwort geändert wurde, ist nicht bekannt: Der Dienst hat nicht rechtzeitig geantwortet, und Ihr Mailserver nimmt das neue derzeit nicht an. Behalten Sie beide, versuchen Sie es in einigen Minuten noch einmal oder benachrichtigen Sie Ihren Administrator.
