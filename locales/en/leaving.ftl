### What happens at the logout.

leaving-title = When signing out
leaving-trash = Empty the trash
leaving-junk = Empty the junk folder
leaving-hint = What is removed this way cannot be brought back. The day of arrival counts: an old message thrown away today goes, too.
leaving-never = Never
leaving-all = Completely
leaving-days = Messages that came more than { $count } days ago
