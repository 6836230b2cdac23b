### Bestanden op weg naar een bericht.

upload-under-way = Bestanden die worden geüpload
upload-waiting = Verbinding verbroken. Nieuwe poging zo meteen…
upload-retry = { $name } opnieuw proberen te uploaden
upload-cancel = Uploaden van { $name } annuleren
upload-leave = Er worden nog bestanden geüpload. Doorgaan zonder deze bestanden?
