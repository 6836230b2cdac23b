-- Beside each address of a card what it is found by while somebody types: folded words, a blank before each.
ALTER TABLE card_addresses ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE card_addresses ADD COLUMN shown TEXT NOT NULL DEFAULT '';
ALTER TABLE card_addresses ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE card_addresses SET shown = address, name = (
    SELECT substr(fn, 1, instr(fn || char(13), char(13)) - 1) FROM (
        SELECT substr(content, instr(content, char(10) || 'FN:') + 4) AS fn FROM cards WHERE cards.id = card_id
    )
);
UPDATE card_addresses SET words = ' ' || lower(name) || ' ' || address;

-- How often and when last a person wrote to an address (lower case): those stand first.
CREATE TABLE written_to (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    times BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, address)
);

-- Texts that are written often.
CREATE TABLE responses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    content TEXT NOT NULL
);
CREATE INDEX responses_of_account ON responses (account_id);
