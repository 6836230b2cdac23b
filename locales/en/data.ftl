### All data of a person in a file.

data-title = All my data
data-about = Your mail, your contacts and your settings in a single zip, to keep them or to go elsewhere.
data-within = What is in it
data-within-mail = Each of your folders, as an mbox file that Thunderbird, Mail and this webmail can read.
data-within-contacts = Each of your address books, as a vCard file.
data-within-settings = Your settings, dictionary, trusted senders, identities, signatures and responses, as a file that “Export and import” takes back.
data-within-script = The script that filters your mail, and in a folder of their own the other scripts of the server.
data-within-logins = The history of your sign-ins of the last 90 days.
data-without = It holds no password, no folder that others share, and no message that waits to be sent. Keep it in a safe place.
data-download = Download all my data
data-patience = The file is made while it is downloaded; your browser shows how far it is. A large mailbox takes time.
data-too-many = Two downloads of your data are under way already. Wait until one of them ends, or cancel it in your browser, and then try again.
data-file = my-data
data-mail = Mail
data-contacts = Contacts
data-personal = Personal book
data-collected = Collected addresses
data-script = filtering
data-logins = sign-ins
data-read-me-name = Read me
data-read-me = The data of { $name }, as they were during this download.
data-left-out = What is missing:
data-gone = { $name }: { $count ->
    [one] { $count } message gone meanwhile
   *[other] { $count } messages gone meanwhile
}
data-unread = { $name }: { $count ->
    [one] { $count } message that the server did not give whole
   *[other] { $count } messages that the server did not give whole
}
data-unmarked = { $name }: { $count ->
    [one] { $count } message that is there, without when it came and its marks (read, starred, labels)
   *[other] { $count } messages that are there, without when they came and their marks (read, starred, labels)
}
data-unasked = { $name }: { $count ->
    [one] { $count } message that was not asked for any more, because the server hung up too often or was too slow
   *[other] { $count } messages that were not asked for any more, because the server hung up too often or was too slow
}
data-view = { $name }: a view of messages that are filed elsewhere, and of those in no folder
