### The script of rules.

filters-title = Filters
filters-about = The rules that your server applies to each message that arrives, written in Sieve.
filters-rules = Your rules, in order
filters-none = No rule yet. The absence message and the redirection add one each; you can write others below.
filters-no-name = Rule without a name
filters-off = Off
filters-script = The script
filters-script-label = Sieve script
filters-script-hint = A comment “# rule:[Invoices]” above a rule gives it its name. Extensions that your server knows:
filters-check = Check
filters-checked = The server accepts this script. It is not saved yet.
filters-kept = Script saved. It applies from now on.
filters-refused = The server does not accept this script, and the one from before stays active. It says: { $reason }
filters-odd = The server accepts this script, but these pages could no longer read it (line { $line }). Nothing was saved.
filters-too-long = The script is too long. Shorten it to 1 MB.
filters-password = This script sends messages to a new address outside your organization. Type your password to confirm that it is you, then save.
