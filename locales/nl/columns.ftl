### De kolommen van de lijst.

columns-title = Kolommen van de lijst
columns-order = Wat een rij toont, op volgorde
columns-hint = Als de lijst breed is en elk bericht op één regel staat. Het onderwerp staat er altijd bij.
columns-place = Kolom { $count }
columns-save = Kolommen bewaren
column-none = Geen
column-from = Afzender
column-subject = Onderwerp
column-marks = Ster, bijlage
column-date = Datum
column-to = Ontvangers
column-size = Grootte
