### Antworten, die bereitstehen.

responses-title = Textbausteine
responses-about = Was Sie oft schreiben. Das Menü „Textbausteine“ einer Nachricht setzt es an die Stelle des Cursors.
responses-new = Neuer Textbaustein
responses-none = Noch kein Textbaustein. Legen Sie den ersten an, oder speichern Sie beim Schreiben einen Text.
responses-fixed = Von Ihrem Administrator
responses-fixed-hint = Ihr Administrator hat diesen Textbaustein geschrieben: Sie können ihn lesen und einfügen, nicht ändern.
responses-common = Gemeinsam
responses-name = Name im Menü
responses-body = Text
responses-hint = Der Textbaustein wird an der Stelle des Cursors eingefügt. Ihre Signatur bleibt darunter.
responses-kept = Textbaustein gespeichert.
responses-remove = Textbaustein löschen
responses-remove-question = Diesen Textbaustein löschen?
responses-remove-hint = Nachrichten, in denen er steht, ändern sich nicht.
responses-removed = Textbaustein gelöscht.
responses-no-name = Geben Sie dem Textbaustein einen Namen: Das Menü zeigt ihn.
responses-name-long = Dieser Name ist zu lang. Kürzen Sie ihn auf 100 Zeichen.
responses-no-body = Der Textbaustein ist leer. Schreiben Sie seinen Text.
responses-body-long = Dieser Textbaustein ist zu lang. Kürzen Sie ihn auf 64 KB.
responses-too-many = Sie haben schon { $count } Textbausteine. Löschen Sie einen und versuchen Sie es noch einmal.
responses-search = Textbaustein suchen
responses-save-text = Text als Textbaustein speichern
responses-manage = Textbausteine verwalten
responses-empty-menu = Noch kein Textbaustein
responses-failed = Der Textbaustein konnte nicht eingefügt werden. Ihr Text ist unverändert; versuchen Sie es noch einmal.
