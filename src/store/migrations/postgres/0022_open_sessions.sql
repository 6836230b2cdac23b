-- Whose a session is, and from where it was begun, so that its person sees it and can close it. Of those that are
-- open nobody knows that: they end, and their people sign in once more.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE;
ALTER TABLE sessions ADD COLUMN begun_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_of_account ON sessions (account_id);

-- Who signed in to an account, or tried to. Kept for its person to look at; logins are counted in attempts.
CREATE TABLE logins (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tried_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX logins_of_account ON logins (account_id, id);
CREATE INDEX logins_by_time ON logins (tried_at);
