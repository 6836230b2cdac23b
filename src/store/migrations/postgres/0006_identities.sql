-- From whom a person writes. At most one of an account is preferred (1); without one the first is.
CREATE TABLE identities (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    preferred BIGINT NOT NULL
);
CREATE INDEX identities_of_account ON identities (account_id);
