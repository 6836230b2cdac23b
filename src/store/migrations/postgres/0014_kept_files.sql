-- The files of a form that waits for the owner of its draft, sealed together.
ALTER TABLE kept_forms ADD COLUMN files BYTEA;
