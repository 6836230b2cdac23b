-- Until when somebody has the turn at a message that the submission server took: to file its copy and to remove
-- its draft.
ALTER TABLE outbox ADD COLUMN turn_until BIGINT;
