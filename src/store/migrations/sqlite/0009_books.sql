-- Books that a person made; those that everybody has need no row. Cards name them by 'b' and the number.
CREATE TABLE books (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (account_id, name)
);

-- What a list shows of a card and is ordered and searched by stands beside it. The keys are folded; that of
-- a card of before is empty until somebody looks at the contacts.
ALTER TABLE cards ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE cards ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN detail TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN surname_key TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE INDEX cards_by_surname ON cards (account_id, surname_key, id);
CREATE INDEX cards_of_book_by_surname ON cards (account_id, book, surname_key, id);
CREATE INDEX cards_of_book_by_name ON cards (account_id, book, name_key, id);

-- Groups of a person's cards, whatever book these are in.
CREATE TABLE card_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (account_id, name_key)
);

CREATE TABLE group_cards (
    group_id BIGINT NOT NULL REFERENCES card_groups (id) ON DELETE CASCADE,
    card_id BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, card_id)
);
CREATE INDEX group_cards_of_card ON group_cards (card_id);

-- Cards that were removed, for as long as that can be taken back: those of one act together. The groups are
-- numbers with commas between them.
CREATE TABLE removed_cards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    book TEXT NOT NULL,
    uid TEXT NOT NULL,
    content TEXT NOT NULL,
    in_groups TEXT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX removed_cards_of_act ON removed_cards (account_id, act);
CREATE INDEX removed_cards_by_time ON removed_cards (removed_at);
