### Eine Aktion für viele Nachrichten.

job-title = Aktion für viele Nachrichten
job-begun = Sie hat begonnen.
job-running = { $done } Nachrichten von { $total }…
job-stop = Anhalten
job-may-leave = Sie können diese Seite verlassen: Die Aktion geht weiter.
job-unknown = Diese Aktion ist lange beendet, oder der Server wurde inzwischen neu gestartet. Was getan ist, bleibt getan; öffnen Sie den Ordner, um zu sehen, wie weit sie kam.
act-stopped = Aktion angehalten: Nichts wurde geändert.
act-why-stopped = Sie haben die Aktion angehalten.
