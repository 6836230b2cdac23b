### A report on a message that was sent: delivered or not, read or not.

report-message = Your message “{ $subject }”
report-message-unnamed = Your message
report-failed = { $message } could not be delivered to { $address }: { $reason }.
report-delayed = { $message } has not been delivered to { $address } yet: { $reason }. The server keeps trying, there is nothing for you to do.
report-delivered = { $message } was delivered to { $address }.
report-relayed = { $message } is on its way to { $address }; the next server sends no confirmation.
report-expanded = { $message } was delivered to { $address }, which passed it on to others.
report-displayed = { $message } was opened by { $address }.
report-deleted = { $message } was deleted by { $address }, perhaps without being read.
report-processed = { $message } was processed at { $address }; nothing says that it was read.
report-somebody = its recipient
report-because-unknown-address = the address does not exist
report-because-unknown-domain = the domain does not exist or takes no mail
report-because-disabled = the mailbox is closed
report-because-full = the mailbox is full
report-because-too-large = the message is too large
report-because-refused = the recipient’s server refuses it
report-because-unreachable = the recipient’s server does not answer
report-because-unsaid = the server gave no reason that Facteur understands
report-said = The server’s answer:
report-said-by = The answer of { $server }:
report-original = Open the original message
report-original-header = Download the original headers
report-whole = Download the whole report
report-title = Delivery report
