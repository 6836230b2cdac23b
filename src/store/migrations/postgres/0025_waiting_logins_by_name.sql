-- Whose a login that waits is, in lower case: it ends with the sessions of its person. Those that wait while this is
-- added are nobody's, and over in ten minutes.
ALTER TABLE waiting_logins ADD COLUMN login TEXT NOT NULL DEFAULT '';
CREATE INDEX waiting_logins_by_login ON waiting_logins (login);
