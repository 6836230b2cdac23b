### Een actie op veel berichten.

job-title = Actie op veel berichten
job-begun = Het is begonnen.
job-running = { $done } berichten van { $total }…
job-stop = Stoppen
job-may-leave = U kunt deze pagina verlaten: de actie gaat door.
job-unknown = Deze actie is lang geleden afgelopen, of de server is intussen herstart. Wat gedaan is blijft gedaan; open de map om te zien hoe ver ze kwam.
act-stopped = Actie gestopt: er is niets veranderd.
act-why-stopped = u hebt de actie gestopt.
