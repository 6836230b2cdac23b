### Hoe het archief is ingedeeld.

archive-by = Gearchiveerde berichten indelen
archive-by-nothing = Alle in de archiefmap
archive-by-year = Per jaar (2026)
archive-by-month = Per jaar en maand (2026 / 11)
archive-by-year-month = Per jaar en maand, zoals Thunderbird (2026 / 2026-11)
archive-by-sender = Per afzender
archive-by-folder = Per oorspronkelijke map
archive-by-folder-year = Per oorspronkelijke map en jaar
archive-by-folder-month = Per oorspronkelijke map, jaar en maand
archive-done = { $count ->
    [one] Bericht gearchiveerd in ‘{ $folder }’.
   *[other] { $count } berichten gearchiveerd in ‘{ $folder }’.
}
archive-done-folders = { $count } berichten gearchiveerd in { $folders } mappen van ‘{ $folder }’.
