//! Cards of a person's own address books.

use super::{AccountId, Error, Store};

/// The book that everybody has.
pub const PERSONAL: &str = "personal";

/// A card to be kept.
#[derive(Clone, Copy, Debug)]
pub struct CardRow<'a> {
    /// The book: [`PERSONAL`] or one that the person made.
    pub book: &'a str,
    /// Its UID (RFC 6350, section 6.7.6), one card each in a book.
    pub uid: &'a str,
    /// The whole vCard.
    pub content: &'a str,
    /// Its addresses, by which it is found; in any case.
    pub addresses: &'a [String],
}

impl Store {
    /// Adds cards, all or none; one with a UID that the book has takes the other's place.
    pub async fn put_cards(&self, account: AccountId, cards: &[CardRow<'_>], now: i64) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        for card in cards {
            let (id,): (i64,) = sqlx::query_as(
                "INSERT INTO cards (account_id, book, uid, content, changed_at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (account_id, book, uid) \
                 DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at RETURNING id",
            )
            .bind(account.0)
            .bind(card.book)
            .bind(card.uid)
            .bind(card.content)
            .bind(now)
            .fetch_one(&mut *transaction)
            .await?;
            sqlx::query("DELETE FROM card_addresses WHERE card_id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            for address in card.addresses {
                sqlx::query(
                    "INSERT INTO card_addresses (card_id, account_id, address) VALUES ($1, $2, $3) \
                     ON CONFLICT (card_id, address) DO NOTHING",
                )
                .bind(id)
                .bind(account.0)
                .bind(address.to_lowercase())
                .execute(&mut *transaction)
                .await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Whether a card of any book has this address.
    pub async fn knows_address(&self, account: AccountId, address: &str) -> Result<bool, Error> {
        let row = sqlx::query(
            "SELECT 1 AS found FROM card_addresses WHERE account_id = $1 AND address = $2 LIMIT 1",
        )
        .bind(account.0)
        .bind(address.to_lowercase())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_card_is_found_by_its_addresses_until_they_change() {
        for store in stores("test_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let addresses = ["Marie@Example.test".to_owned(), "m@example.test".to_owned()];
            let card = |addresses| CardRow { book: PERSONAL, uid: "1", content: "BEGIN:VCARD", addresses };
            store.put_cards(pierre, &[card(&addresses)], 12).await.unwrap();
            assert!(store.knows_address(pierre, "marie@example.TEST").await.unwrap());
            assert!(!store.knows_address(claire, "marie@example.test").await.unwrap());
            store.put_cards(pierre, &[card(&addresses[1..])], 13).await.unwrap();
            assert!(!store.knows_address(pierre, "marie@example.test").await.unwrap());
            assert!(store.knows_address(pierre, "m@example.test").await.unwrap());
        }
    }
}
