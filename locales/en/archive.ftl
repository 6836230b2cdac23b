### How the archive is sorted.

archive-by = Sort archived messages
archive-by-nothing = All in the archive folder
archive-by-year = By year (2026)
archive-by-month = By year and month (2026 / 11)
archive-by-year-month = By year and month, as Thunderbird does (2026 / 2026-11)
archive-by-sender = By sender
archive-by-folder = By the folder they were in
archive-by-folder-year = By the folder they were in and year
archive-by-folder-month = By the folder they were in, year and month
archive-done = { $count ->
    [one] Message archived in “{ $folder }”.
   *[other] { $count } messages archived in “{ $folder }”.
}
archive-done-folders = { $count } messages archived in { $folders } folders of “{ $folder }”.
