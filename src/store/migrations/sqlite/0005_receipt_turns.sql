-- Who is just sending a receipt for a message. The mark on the message says who did before.
CREATE TABLE receipt_turns (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    mailbox TEXT NOT NULL,
    message TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, mailbox, message)
);
