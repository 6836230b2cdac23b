-- What was typed into the form of a draft when the session had ended: one for each draft at most.
CREATE TABLE kept_forms (
    draft_id TEXT PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
    content BYTEA NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX kept_forms_by_time ON kept_forms (kept_at);
