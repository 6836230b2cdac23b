### Wenn die Sitzung beim Schreiben abgelaufen ist.

expired-title = Erneut anmelden
expired-lead = Ihre Sitzung ist abgelaufen. Ihr Text ist noch da: Melden Sie sich erneut an, und was Sie gerade taten, geht weiter.
expired-failed = Die Anmeldung ist nicht gelungen. Ihr Text ist noch da; versuchen Sie es gleich noch einmal.
expired-away = Der Server antwortet nicht: Es wurde nichts gesendet. Ihr Text ist noch da; versuchen Sie es gleich noch einmal.
expired-kept-with-files = Ihre Sitzung war abgelaufen: Es wurde nichts gesendet. Ihr Text steht unten, und seine Dateien ({ $name }) werden angehängt, sobald Sie ihn speichern oder senden; lesen Sie ihn zuerst durch.
