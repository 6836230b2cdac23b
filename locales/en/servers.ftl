### Books on a server.

contacts-server = Server
contacts-server-new-title = Book on a server
contacts-server-sentence = Add the address books (CardDAV) of another server here: they stand beside your own, and what you change in them is saved there.
contacts-server-none = Your administrator offers no server of address books.
contacts-server-other = Another server
contacts-server-of-mail = with your e-mail account
contacts-server-url = Address of the server
contacts-server-url-hint = For example cloud.example.org, or the whole address of a book. The server must be reachable by https.
contacts-server-login = User name
contacts-server-password = Password
contacts-server-password-hint = The password is kept encrypted and is sent to this server only. If the server allows it, create an application password.
contacts-server-add = Look for the books
contacts-server-known = { $count ->
    [one] You have this book already: nothing has changed.
   *[other] You have these { $count } books already: nothing has changed.
}
contacts-server-added = { $count ->
    [one] { $count } book added.
   *[other] { $count } books added.
}
contacts-server-not-added = { $why } No book was added.
contacts-server-not-saved = { $why } Nothing was saved: what you typed is still below.
contacts-server-away = The server of this book does not answer.
contacts-server-refused = The server of this book refuses the user name or the password.
contacts-server-locked = The password of this book is missing: type it again in the settings of the book.
contacts-server-busy = This book is being read or written: try again in a moment.
contacts-server-elsewhere = This address is not accepted, or it leads to another server. It takes a public server that is reachable by https.
contacts-server-says-read-only = This book is read-only on its server.
contacts-server-changed = A card was changed on the server meanwhile: it is now shown as it is there.
contacts-server-full = The server of this book does not take this card: it is too large, or the server is full.
contacts-server-no-books = No address book was found at this address.
contacts-server-nonsense = This server does not answer as a server of address books (CardDAV) does.
contacts-server-too-much = This server sends more data than is accepted.
contacts-server-no-room = The room given here to copies of your books on servers is used up, and cards may be missing. Take a book out of the list, or ask your administrator for more room.
contacts-server-fresh = Up to date: { $since }.
contacts-server-stale = { $why } It has been so since { $failed }. The cards shown are those of { $since }.
contacts-server-unread = { $why } The book could not be read yet.
contacts-server-reading = The book is being read. Reload the page in a moment.
contacts-server-new = This book has not been read yet.
contacts-server-sync = Synchronise now
contacts-server-read = The book is up to date.
contacts-server-rights = Rights
contacts-server-read-only = Read-only
contacts-server-new-password = New password
contacts-server-new-password-hint = Leave it empty to keep the present one.
contacts-server-removal = The book disappears from here with the copy of its cards. Nothing is deleted on the server.
contacts-server-remove = Take out of here
contacts-server-removed = The book “{ $name }” is no longer shown here. Nothing was deleted on the server.
contacts-stopped = { $count ->
    [0] { $why } Nothing was changed.
    [one] { $why } Only one contact was dealt with.
   *[other] { $why } { $count } contacts were dealt with, the others were not.
}
contacts-other-version = The card as it is now
