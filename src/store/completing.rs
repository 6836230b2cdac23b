//! Whom a person writes to, and which addresses begin as they type.

use sqlx::{AssertSqlSafe, Row as _};

use super::{AccountId, Error, Store};

/// An address of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of the card.
    pub card: i64,
    /// What the card is called; may be empty.
    pub name: String,
    /// The address in lower case.
    pub address: String,
    /// As it is shown.
    pub shown: String,
    /// The book of the card.
    pub book: String,
    /// What its owner calls that book; empty where the program has a name for it.
    pub book_name: String,
}

impl Store {
    /// Addresses of cards that have all these words, at most `most`: first where a word begins with the
    /// first of them, then those that are written to most, then by name.
    pub async fn addresses_like(
        &self,
        account: AccountId,
        words: &[String],
        most: i64,
    ) -> Result<Vec<Found>, Error> {
        // $1 and $2 are the account and the number of rows; of words there are only the places in it.
        let all: String =
            (0..words.len()).map(|it| format!(" AND a.words LIKE ${} ESCAPE '!'", it + 4)).collect();
        let sql = format!(
            "SELECT a.card_id, a.address, a.name, a.shown, c.book, COALESCE(b.name, r.name, '') AS book_name FROM card_addresses a \
             JOIN cards c ON c.id = a.card_id \
             LEFT JOIN books b ON b.account_id = a.account_id AND c.book = 'b' || b.id \
             LEFT JOIN remote_books r ON r.account_id = a.account_id AND c.book = 'r' || r.id \
             LEFT JOIN written_to w ON w.account_id = a.account_id AND w.address = a.address \
             WHERE a.account_id = $1{all} \
             ORDER BY CASE WHEN a.words LIKE $3 ESCAPE '!' THEN 0 ELSE 1 END, COALESCE(w.times, 0) DESC, \
             COALESCE(w.written_at, 0) DESC, a.words, c.book LIMIT $2"
        );
        let begun = format!("% {}%", words.first().map(|it| escaped(it)).unwrap_or_default());
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(most).bind(begun);
        for word in words {
            query = query.bind(format!("%{}%", escaped(word)));
        }
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(Found {
                    card: row.try_get("card_id")?,
                    name: row.try_get("name")?,
                    address: row.try_get("address")?,
                    shown: row.try_get("shown")?,
                    book: row.try_get("book")?,
                    book_name: row.try_get("book_name")?,
                })
            })
            .collect()
    }

    /// Counts that a person wrote to these addresses, which are in lower case.
    pub async fn count_written_to(
        &self,
        account: AccountId,
        addresses: &[String],
        now: i64,
    ) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        for address in addresses {
            sqlx::query(
                "INSERT INTO written_to (account_id, address, times, written_at) VALUES ($1, $2, 1, $3) \
                 ON CONFLICT (account_id, address) \
                 DO UPDATE SET times = written_to.times + 1, written_at = excluded.written_at",
            )
            .bind(account.0)
            .bind(address.as_str())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// A word for LIKE, in which it means itself.
pub(super) fn escaped(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

#[cfg(test)]
mod tests {
    use super::super::cards::{CardAddress, CardRow, PERSONAL};
    use super::super::tests::stores;

    #[tokio::test]
    async fn who_is_written_to_stands_first_and_signs_mean_themselves() {
        for store in stores("test_completing").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 10).await.unwrap();
            for (uid, name, address) in [
                ("1", "Anne Martin", "anne@example.test"),
                ("2", "Martine", "martine@example.test"),
                ("3", "Service", "a_b@example.test"),
            ] {
                let words = format!(" {} {address}", name.to_lowercase());
                let addresses = [CardAddress { shown: address.to_owned(), words }];
                let row = CardRow {
                    book: PERSONAL,
                    uid,
                    content: "x",
                    name,
                    addresses: &addresses,
                    listed: &super::super::cards::Listed::default(),
                };
                store.put_cards(pierre, &[row], 12).await.unwrap();
            }
            let found = async |account, words: &[&str]| {
                let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
                let found = store.addresses_like(account, &words, 9).await.unwrap();
                found.into_iter().map(|it| it.name).collect::<Vec<_>>()
            };
            assert_eq!(found(pierre, &["mart"]).await, ["Anne Martin", "Martine"]);
            store.count_written_to(pierre, &["martine@example.test".to_owned()], 13).await.unwrap();
            assert_eq!(found(pierre, &["mart"]).await, ["Martine", "Anne Martin"]);
            assert_eq!(found(pierre, &["mart", "ann"]).await, ["Anne Martin"]);
            assert_eq!(found(pierre, &["artin"]).await.len(), 2, "within a word, too");
            assert_eq!(found(pierre, &["_"]).await, ["Service"]);
            assert_eq!(found(pierre, &["%"]).await, [""; 0]);
            assert_eq!(found(pierre, &[]).await.len(), 3);
            assert_eq!(found(claire, &["mart"]).await, [""; 0]);
        }
    }
}
