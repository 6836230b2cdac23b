### The settings as a file.

transfer-title = Export and import
transfer-about = Your settings as a file, to keep them or to take them elsewhere.
transfer-file = settings
transfer-report = What was imported
transfer-nothing = Nothing new was found in this file.
transfer-left = What was not
transfer-left-ahead = What will not be taken
transfer-export = Export
transfer-export-hint = The file holds your preferences, special folders, labels and searches, your trusted senders and the words of your dictionary, your identities with their signatures, and your responses. It holds no password, no message and no contact.
transfer-download = Download the file
transfer-in = Import
transfer-import-hint = The preferences of the file take the place of yours, and so do its special folders and the order of its lists. Labels, searches, senders, words, identities and responses are added to what you have and change nothing of it.
transfer-choose = File of settings
transfer-take = Import
transfer-look = What the import will change
transfer-columns = The columns of lists
transfer-lists = The order of lists
transfer-added = adds
transfer-added-searches = Saved searches
transfer-see = See what will change
transfer-too-large = This file is too large: a file of settings has at most { $limit }.
transfer-foreign = This is no file of settings. Choose the one that “Export” has downloaded.
transfer-newer = This file comes from a newer version of the webmail. Nothing was imported.
transfer-fixed = set by your administrator
transfer-unknown = unknown preference or answer
transfer-there = is here already, with something else in it
transfer-damaged = a part of the file cannot be read
transfer-refused = cannot be taken here
transfer-no-folder = there is no such folder here
transfer-away = the mail server does not answer; try again later
transfer-preferences = { $count ->
    [one] { $count } preference imported
   *[other] { $count } preferences imported
}
transfer-labels = { $count ->
    [one] { $count } label added
   *[other] { $count } labels added
}
transfer-searches = { $count ->
    [one] { $count } search added
   *[other] { $count } searches added
}
transfer-identities = { $count ->
    [one] { $count } identity added
   *[other] { $count } identities added
}
transfer-responses = { $count ->
    [one] { $count } response added
   *[other] { $count } responses added
}
transfer-roles = { $count ->
    [one] { $count } special folder chosen
   *[other] { $count } special folders chosen
}
transfer-lists-taken = { $count ->
    [one] { $count } list sorted as in the file
   *[other] { $count } lists sorted as in the file
}
transfer-senders = { $count ->
    [one] { $count } trusted sender added
   *[other] { $count } trusted senders added
}
transfer-words = { $count ->
    [one] { $count } word added to the dictionary
   *[other] { $count } words added to the dictionary
}
