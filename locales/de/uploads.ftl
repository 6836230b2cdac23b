### Dateien auf dem Weg zu einer Nachricht.

upload-under-way = Dateien, die hochgeladen werden
upload-waiting = Verbindung unterbrochen. Gleich wird es noch einmal versucht …
upload-retry = { $name } noch einmal hochladen
upload-cancel = Hochladen von { $name } abbrechen
upload-leave = Es werden noch Dateien hochgeladen. Ohne sie fortfahren?
