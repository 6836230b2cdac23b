-- Whether an import made a card (1) or wrote over one that was there: only what it made goes when it is taken back.
ALTER TABLE imported_cards ADD COLUMN made BIGINT NOT NULL DEFAULT 0;

-- Of the imports of the day before, that shows by what is kept of the cards before. Cards on servers stay there.
UPDATE imported_cards SET made = 1 WHERE NOT EXISTS (SELECT 1 FROM remote_cards r WHERE r.card_id = imported_cards.card_id)
    AND NOT EXISTS (SELECT 1 FROM removed_cards r JOIN cards c
        ON c.account_id = r.account_id AND c.book = r.book AND c.uid = r.uid
        WHERE r.account_id = imported_cards.account_id AND r.act = imported_cards.act AND c.id = imported_cards.card_id);

-- What an import is writing over a card on a server, as a fingerprint, until the server has answered.
ALTER TABLE imported_cards ADD COLUMN writing TEXT;
