-- The company directory: cards of an account that nobody can sign in to, for no login name is empty.
INSERT INTO accounts (id, login, created_at, signed_in_at) OVERRIDING SYSTEM VALUE VALUES (0, '', 0, 0);

-- What an entry is found by while somebody types: words, with its place among those that have the same.
CREATE TABLE directory_words (
    word TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    card_id BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    PRIMARY KEY (word, name_key, card_id)
);
CREATE INDEX directory_words_of_card ON directory_words (card_id, word);

-- When the directory was last read from where it comes from and how many entries it had then, and when that
-- failed since.
CREATE TABLE directory_reads (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    read_at BIGINT,
    entries BIGINT NOT NULL,
    failed_at BIGINT
);
