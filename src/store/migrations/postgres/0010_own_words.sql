-- Words that a person added to their dictionary, as dictionaries write them.
CREATE TABLE own_words (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    word TEXT NOT NULL,
    PRIMARY KEY (account_id, word)
);
