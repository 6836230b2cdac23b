-- Times are seconds since 1970-01-01 UTC. Kept beside ../postgres with the same numbers.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    language TEXT,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT NOT NULL
);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    address TEXT NOT NULL,
    tried_at BIGINT NOT NULL,
    succeeded BIGINT NOT NULL
);
CREATE INDEX attempts_of_login ON attempts (login, tried_at);
CREATE INDEX attempts_of_address ON attempts (address, tried_at);
CREATE INDEX attempts_by_time ON attempts (tried_at);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    content BLOB NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_time ON drafts (changed_at);

CREATE TABLE uploads (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    name BLOB NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX uploads_of_draft ON uploads (draft_id, number);

-- One row for each draft at most: a form sent twice is one message.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    draft_id TEXT NOT NULL,
    content BLOB NOT NULL,
    queued_at BIGINT NOT NULL,
    UNIQUE (account_id, draft_id)
);
