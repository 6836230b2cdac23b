### Hoe een bericht wordt verzonden.

options-title = Verzendopties
options-mdn = Leesbevestiging vragen
options-mdn-hint = De ontvanger kan weigeren (MDN).
options-dsn = Bezorgbericht vragen
options-dsn-hint = Bevestigd door de server (DSN).
options-dsn-silent = Deze verzendserver geeft er geen.
options-priority = Prioriteit
options-priority-highest = Hoogste
options-priority-high = Hoog
options-priority-normal = Normaal
options-priority-low = Laag
options-priority-lowest = Laagste
options-copy = Kopie bewaren in
options-copy-none = Niet bewaren
options-followup-to = Vervolg naar
options-sent-silently = Bericht verzonden. De verzendserver geeft geen bezorgberichten: er komt er geen.
options-keep = Opmaak behouden
options-keep-hint = De regels van de tekst blijven zoals u ze typt.
