-- The files of a form that waits for the owner of its draft, sealed together.
ALTER TABLE kept_forms ADD COLUMN files BLOB;

-- Until when somebody has the turn at a message that the submission server took: to file its copy and to remove
-- its draft.
ALTER TABLE outbox ADD COLUMN turn_until BIGINT;

-- A message in pieces, each sealed by itself: a large one is never sealed and written as a whole.
CREATE TABLE outbox_pieces (
    outbox_id BIGINT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (outbox_id, number)
);
INSERT INTO outbox_pieces (outbox_id, number, content) SELECT id, 0, content FROM outbox;
ALTER TABLE outbox DROP COLUMN content;
