//! Cards of a person's own address books.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Row as _};

use super::{AccountId, Error, Store};

/// The book that everybody has.
pub const PERSONAL: &str = "personal";

/// The book of those whom a person wrote to without having a card of them.
pub const COLLECTED: &str = "collected";

/// The most values that one query asks for.
const VALUES_AT_ONCE: usize = 200;

/// A card to be kept.
#[derive(Clone, Copy, Debug)]
pub struct CardRow<'a> {
    /// The book: [`PERSONAL`] or one that the person made.
    pub book: &'a str,
    /// Its UID (RFC 6350, section 6.7.6), one card each in a book.
    pub uid: &'a str,
    /// The whole vCard.
    pub content: &'a str,
    /// What it is called; may be empty.
    pub name: &'a str,
    /// Its addresses, by which it is found.
    pub addresses: &'a [CardAddress],
}

/// An address of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardAddress {
    /// As it is shown.
    pub shown: String,
    /// What it is found by while somebody types: folded words, a blank before each.
    pub words: String,
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
                    "INSERT INTO card_addresses (card_id, account_id, address, name, shown, words) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (card_id, address) DO NOTHING",
                )
                .bind(id)
                .bind(account.0)
                .bind(address.shown.to_lowercase())
                .bind(card.name)
                .bind(&*address.shown)
                .bind(&*address.words)
                .execute(&mut *transaction)
                .await?;
                if card.book != COLLECTED {
                    // Who has a card now is no chance acquaintance any more.
                    sqlx::query(
                        "DELETE FROM cards WHERE account_id = $1 AND book = $2 AND id IN \
                         (SELECT card_id FROM card_addresses WHERE account_id = $1 AND address = $3)",
                    )
                    .bind(account.0)
                    .bind(COLLECTED)
                    .bind(address.shown.to_lowercase())
                    .execute(&mut *transaction)
                    .await?;
                }
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

    /// Of these addresses, in any case, those that a card has which the person made; in lower case.
    pub async fn known_addresses(
        &self,
        account: AccountId,
        addresses: &[String],
    ) -> Result<BTreeSet<String>, Error> {
        let lower: Vec<String> = addresses.iter().map(|it| it.to_lowercase()).collect();
        let sql = "SELECT DISTINCT address AS found FROM card_addresses WHERE account_id = $1 \
                   AND EXISTS (SELECT 1 FROM cards c WHERE c.id = card_id AND c.book <> 'collected') \
                   AND address IN ";
        self.found_among(account, sql, &lower).await
    }

    /// Of these UIDs, those of cards in any book.
    pub async fn known_uids(&self, account: AccountId, uids: &[String]) -> Result<BTreeSet<String>, Error> {
        let sql = "SELECT DISTINCT uid AS found FROM cards WHERE account_id = $1 AND uid IN ";
        self.found_among(account, sql, uids).await
    }

    /// What the query finds; `sql` ends where the list of values stands.
    async fn found_among(
        &self,
        account: AccountId,
        sql: &'static str,
        values: &[String],
    ) -> Result<BTreeSet<String>, Error> {
        let mut found = BTreeSet::new();
        for values in values.chunks(VALUES_AT_ONCE) {
            let places: Vec<String> = (2..values.len() + 2).map(|it| format!("${it}")).collect();
            // Of values there are only the places in it.
            let sql = AssertSqlSafe(format!("{sql}({})", places.join(", ")));
            let mut query = sqlx::query(sql).bind(account.0);
            for value in values {
                query = query.bind(value.as_str());
            }
            for row in query.fetch_all(&self.pool).await? {
                found.insert(row.try_get("found")?);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    fn address(shown: &str) -> CardAddress {
        CardAddress { shown: shown.to_owned(), words: format!(" {}", shown.to_lowercase()) }
    }

    fn row(addresses: &[CardAddress]) -> CardRow<'_> {
        CardRow { book: PERSONAL, uid: "u", content: "BEGIN:VCARD", name: "Marie", addresses }
    }

    #[tokio::test]
    async fn who_was_collected_is_known_and_gives_way_to_a_card() {
        for store in stores("test_collected_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let marie = [address("Marie@example.test")];
            let collected = CardRow { book: COLLECTED, uid: "c", ..row(&marie) };
            store.put_cards(pierre, &[collected], 12).await.unwrap();
            assert!(store.knows_address(pierre, "marie@example.test").await.unwrap());
            let asked = ["marie@example.test".to_owned()];
            assert!(store.known_addresses(pierre, &asked).await.unwrap().is_empty(), "she can be added");
            store.put_cards(pierre, &[row(&marie)], 13).await.unwrap();
            assert_eq!(store.known_addresses(pierre, &asked).await.unwrap().len(), 1);
            let uids = ["u".to_owned(), "c".to_owned()];
            assert_eq!(store.known_uids(pierre, &uids).await.unwrap(), BTreeSet::from(["u".to_owned()]));
        }
    }

    #[tokio::test]
    async fn a_card_is_found_by_its_addresses_until_they_change() {
        for store in stores("test_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let addresses = ["Marie@Example.test", "m@example.test"].map(address);
            let card = |addresses| CardRow { uid: "1", ..row(addresses) };
            store.put_cards(pierre, &[card(&addresses)], 12).await.unwrap();
            assert!(store.knows_address(pierre, "marie@example.TEST").await.unwrap());
            assert!(!store.knows_address(claire, "marie@example.test").await.unwrap());
            store.put_cards(pierre, &[card(&addresses[1..])], 13).await.unwrap();
            assert!(!store.knows_address(pierre, "marie@example.test").await.unwrap());
            assert!(store.knows_address(pierre, "m@example.test").await.unwrap());
        }
    }

    #[tokio::test]
    async fn of_many_values_the_known_ones_are_found() {
        for store in stores("test_known_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            store.put_cards(pierre, &[row(&[address("marie@example.test")])], 12).await.unwrap();
            let mut asked: Vec<String> = (0..450).map(|it| format!("{it}@example.test")).collect();
            asked.push("Marie@Example.test".to_owned());
            let known = store.known_addresses(pierre, &asked).await.unwrap();
            assert_eq!(known, BTreeSet::from(["marie@example.test".to_owned()]));
            assert!(store.known_addresses(claire, &asked).await.unwrap().is_empty());
            assert!(store.known_addresses(pierre, &[]).await.unwrap().is_empty());
            let uids = ["u".to_owned(), "v".to_owned()];
            assert_eq!(store.known_uids(pierre, &uids).await.unwrap(), BTreeSet::from(["u".to_owned()]));
        }
    }
}
