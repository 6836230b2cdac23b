### Comment les archives sont rangées.

archive-by = Ranger les messages archivés
archive-by-nothing = Tous dans le dossier d’archives
archive-by-year = Par année (2026)
archive-by-month = Par année et mois (2026 / 11)
archive-by-year-month = Par année et mois, comme Thunderbird (2026 / 2026-11)
archive-by-sender = Par expéditeur
archive-by-folder = Par dossier d’origine
archive-by-folder-year = Par dossier d’origine et année
archive-by-folder-month = Par dossier d’origine, année et mois
archive-done = { $count ->
    [one] Message archivé dans « { $folder } ».
   *[other] { $count } messages archivés dans « { $folder } ».
}
archive-done-folders = { $count } messages archivés dans { $folders } dossiers de « { $folder } ».
