-- Groups that an import made, for as long as it can be taken back: those that are empty then go with it.
CREATE TABLE imported_groups (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    group_id BIGINT NOT NULL REFERENCES card_groups (id) ON DELETE CASCADE,
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, act, group_id)
);
CREATE INDEX imported_groups_of_group ON imported_groups (group_id);
CREATE INDEX imported_groups_by_time ON imported_groups (imported_at);
