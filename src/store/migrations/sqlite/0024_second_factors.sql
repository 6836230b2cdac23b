-- Second factors, by login names in lower case: whoever writes a name otherwise needs the code, too. The secret is
-- sealed by the server's key; no code of a step of time (half a minute) up to used_step is taken any more.
CREATE TABLE second_factors (
    login TEXT PRIMARY KEY,
    secret BLOB NOT NULL,
    used_step BIGINT NOT NULL,
    added_at BIGINT NOT NULL
);

-- Codes that were written down, as tags that are made with the server's key; one that was taken is gone.
CREATE TABLE recovery_codes (
    login TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (login, code)
);

-- Logins whose password was right, until the code is there. What they hold opens with a key of the browser's alone.
CREATE TABLE waiting_logins (
    id TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    begun_at BIGINT NOT NULL
);
CREATE INDEX waiting_logins_by_time ON waiting_logins (begun_at);
