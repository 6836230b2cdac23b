-- Address books on servers (CardDAV) that a person added. Their cards are rows of ours, too, in a book that is
-- named by 'r' and the number. The password is sealed; without one that of the mail is used. The token is from
-- where the server tells the next changes.
CREATE TABLE remote_books (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL,
    password BLOB,
    read_only BIGINT NOT NULL,
    token TEXT NOT NULL,
    read_at BIGINT,
    failed_at BIGINT,
    failure TEXT NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL DEFAULT 0,
    UNIQUE (account_id, url)
);
CREATE INDEX remote_books_by_time ON remote_books (asked_at);

-- Where a card of such a book lies on its server, which one it was when it was read, and the names of the groups
-- that it says it is in, a line each.
CREATE TABLE remote_cards (
    card_id BIGINT PRIMARY KEY REFERENCES cards (id) ON DELETE CASCADE,
    book_id BIGINT NOT NULL REFERENCES remote_books (id) ON DELETE CASCADE,
    href TEXT NOT NULL,
    etag TEXT NOT NULL,
    categories TEXT NOT NULL,
    UNIQUE (book_id, href)
);

-- Cards of such a book that are groups: the UIDs of their members stand in them.
CREATE TABLE remote_groups (
    book_id BIGINT NOT NULL REFERENCES remote_books (id) ON DELETE CASCADE,
    href TEXT NOT NULL,
    etag TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (book_id, href)
);
