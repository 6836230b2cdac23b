-- Where the copy of a draft lies on the mail server, so that opening it there again leads to its row.
ALTER TABLE drafts ADD COLUMN filed_as TEXT;
