### Importieren, erneut senden, anders weiterleiten.

act-reply-list = An die Liste antworten
act-reply-everybody = Allen antworten
act-forward-attached = Als Anhang weiterleiten
act-as-new = Als neu bearbeiten
act-resend = Erneut senden
resend-title = Diese Nachricht erneut senden
resend-lead = Die Nachricht geht unverändert hinaus, mit Ihrer Adresse als der des Weitersendenden.
resend-do = Erneut senden
resend-too-large = Diese Nachricht ist größer als { $limit }, mehr darf nicht gesendet werden: Sie wurde nicht gesendet. Geben Sie lieber einen Link zu ihren Dateien weiter.
import-title = Nachrichten importieren
import-into = In „{ $folder }“ importieren
import-lead = Die Nachrichten einer Datei kommen in den Ordner „{ $folder }“, mit ihrem eigenen Datum.
import-file = Datei
import-hint = Eine Nachricht (.eml), ein Postfach (.mbox) oder eine .zip-Datei davon. Höchstens { $limit }.
import-do = Importieren
import-no-file = Es wurde keine Datei gewählt. Wählen Sie eine und versuchen Sie es noch einmal.
import-too-many = Zwei Dateien werden bereits importiert: Von dieser wurde nichts importiert. Warten Sie, bis eine davon fertig ist, und versuchen Sie es noch einmal.
import-to-folder = Ordner öffnen
import-again = Eine weitere Datei importieren
import-may-leave = Sie können diese Seite verlassen: Der Import geht weiter.
import-running = { $count ->
    [one] { $count } Nachricht bisher importiert.
   *[other] { $count } Nachrichten bisher importiert.
}
import-done = { $count ->
    [0] Keine Nachricht importiert.
    [one] Fertig: { $count } Nachricht importiert.
   *[other] Fertig: { $count } Nachrichten importiert.
}
import-full = Ihr Postfach ist voll: Der Import endete nach { $count } Nachrichten, die im Ordner sind. Schaffen Sie Platz und importieren Sie dann den Rest.
import-no-folder = Den Ordner gibt es nicht mehr: Der Import endete nach { $count } Nachrichten.
import-server = Der Mailserver antwortet nicht mehr: Der Import endete nach { $count } Nachrichten, die im Ordner sind. Versuchen Sie es später mit dem Rest.
import-too-much = Das Archiv enthält zu viel: Der Import endete nach { $count } Nachrichten, die im Ordner sind. Teilen Sie es in mehrere Archive.
import-damaged = Die Datei ist beschädigt: Der Import endete nach { $count } Nachrichten, die im Ordner sind. Der Rest konnte nicht gelesen werden.
import-unknown = Dieser Import wird nicht mehr verfolgt: Er endete vor langer Zeit, oder der Dienst wurde neu gestartet. Was bis dahin importiert war, ist im Ordner; der Rest der Datei nicht.
import-left-out = { $count ->
    [one] Ein Element ausgelassen
   *[other] { $count } Elemente ausgelassen
}
import-more = { $count ->
    [one] und ein weiteres.
   *[other] und { $count } weitere.
}
import-not-mail = Das ist keine Nachricht.
import-too-long = Die Nachricht ist zu lang.
import-nested = Ein Archiv in einem Archiv: Es wird nicht geöffnet.
import-name = Der Name führt aus dem Archiv hinaus.
import-packed = Verschlüsselt oder beschädigt: Es konnte nicht gelesen werden.
import-refused = Vom Mailserver abgelehnt.
resend-not-sent = Die Nachricht wurde nicht gesendet: Der Versandserver hat sie abgelehnt oder antwortet nicht. Das Original ist unverändert; prüfen Sie die Adressen, oder versuchen Sie es gleich noch einmal.
