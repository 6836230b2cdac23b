-- What a person decided about reading mail; whom they trust; whom they know.

ALTER TABLE accounts ADD COLUMN preferences TEXT;

-- Addresses in lower case.
CREATE TABLE trusted_senders (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, address)
);

-- A card is its vCard; what is looked for in many of them stands beside it.
CREATE TABLE cards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    book TEXT NOT NULL,
    uid TEXT NOT NULL,
    content TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, book, uid)
);

CREATE TABLE card_addresses (
    card_id BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (card_id, address)
);
CREATE INDEX card_addresses_of_account ON card_addresses (account_id, address);
