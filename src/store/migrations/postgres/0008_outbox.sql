-- Messages that wait for their time: when that is, what signs them in (sealed, for them alone), why they
-- stay (sealed). Without a time they are for at once.
ALTER TABLE outbox ADD COLUMN due_at BIGINT;
ALTER TABLE outbox ADD COLUMN credentials BYTEA;
ALTER TABLE outbox ADD COLUMN problem BYTEA;
CREATE INDEX outbox_by_time ON outbox (due_at);
