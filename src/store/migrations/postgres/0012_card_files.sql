-- The file that a person is importing cards from, until that is done: one each at most.
CREATE TABLE card_files (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    content BYTEA NOT NULL,
    kept_at BIGINT NOT NULL
);
