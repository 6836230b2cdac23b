### Der belegte Speicherplatz.

storage-title = Speicherplatz
storage-about = Was jeder Ordner belegt, und wie viel Platz noch ist.
storage-all = Insgesamt
storage-no-limit = Ihr Mailserver nennt keine Grenze.
storage-total = von Ihren Nachrichten belegt
storage-by-folder = Nach Ordner
storage-hint = Der größte zuerst. Öffnen Sie einen Ordner, um seine Nachrichten von der schwersten zur leichtesten zu sehen. Leeren Sie nach dem Löschen den Papierkorb, um den Platz zurückzubekommen.
storage-untold = Ihr Mailserver nennt die Größe der Ordner nicht. Öffnen Sie einen, um seine Nachrichten von der schwersten zur leichtesten zu sehen.
storage-late = Ihr Mailserver hat die Größe aller Ordner nicht rechtzeitig mitgeteilt: Vielleicht muss er erst ihre Nachrichten zählen.
storage-again = Noch einmal versuchen
storage-partly = Von einigen Ordnern ist die Größe nicht bekannt: Sie stehen am Ende.
storage-none = Es gibt keinen Ordner.
storage-messages = { $count ->
    [0] Keine Nachricht
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
storage-part = { $count } %
