-- Cards that an import put into a book, for as long as it can be taken back: each as often written as it was then.
CREATE TABLE imported_cards (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    card_id BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, act, card_id)
);
CREATE INDEX imported_cards_of_card ON imported_cards (card_id);
CREATE INDEX imported_cards_by_time ON imported_cards (imported_at);
