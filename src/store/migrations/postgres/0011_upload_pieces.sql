-- Files come in pieces, each sealed by itself: what came is kept when a connection is lost, and a large file
-- is never held as a whole. A file is there once `received` is its size.
CREATE TABLE upload_pieces (
    upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    -- Octets of the file before it.
    place BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (upload_id, place)
);
INSERT INTO upload_pieces (upload_id, place, content) SELECT id, 0, content FROM uploads;
ALTER TABLE uploads DROP COLUMN content;
ALTER TABLE uploads ADD COLUMN received BIGINT NOT NULL DEFAULT 0;
ALTER TABLE uploads ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;
UPDATE uploads SET received = size;
