//! Cards that leave a book: to another one, or for good once that cannot be taken back any more.

use sqlx::Row as _;

use super::super::{AccountId, Error, Store};

/// How long cards that were removed can be had back, in seconds.
const KEPT_FOR: i64 = 24 * 60 * 60;

/// A card that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedCard {
    /// The book that it was in.
    pub book: String,
    /// Its UID.
    pub uid: String,
    /// The whole vCard.
    pub content: String,
    /// The groups that it was in.
    pub groups: Vec<i64>,
}

impl Store {
    /// Removes cards, which the act's name gives back for a day; how many there were.
    pub async fn remove_cards(
        &self,
        account: AccountId,
        cards: &[i64],
        act: &str,
        now: i64,
    ) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM removed_cards WHERE removed_at < $1")
            .bind(now.saturating_sub(KEPT_FOR))
            .execute(&mut *transaction)
            .await?;
        let mut removed = 0;
        for card in cards {
            let groups = sqlx::query("SELECT group_id FROM group_cards WHERE card_id = $1")
                .bind(card)
                .fetch_all(&mut *transaction)
                .await?;
            let numbers = groups.iter().map(|it| Ok(it.try_get::<i64, _>("group_id")?.to_string()));
            let numbers = numbers.collect::<Result<Vec<String>, Error>>()?.join(",");
            sqlx::query(
                "INSERT INTO removed_cards (account_id, act, book, uid, content, in_groups, removed_at) \
                 SELECT account_id, $1, book, uid, content, $2, $3 FROM cards WHERE account_id = $4 AND id = $5",
            )
            .bind(act)
            .bind(numbers)
            .bind(now)
            .bind(account.0)
            .bind(card)
            .execute(&mut *transaction)
            .await?;
            let gone = sqlx::query("DELETE FROM cards WHERE account_id = $1 AND id = $2")
                .bind(account.0)
                .bind(card)
                .execute(&mut *transaction)
                .await?;
            removed += gone.rows_affected();
        }
        transaction.commit().await?;
        Ok(removed)
    }

    /// The cards that an act removed, which are taken out of what is kept of them.
    pub async fn take_removed_cards(&self, account: AccountId, act: &str) -> Result<Vec<RemovedCard>, Error> {
        let rows = sqlx::query(
            "DELETE FROM removed_cards WHERE account_id = $1 AND act = $2 \
             RETURNING book, uid, content, in_groups",
        )
        .bind(account.0)
        .bind(act)
        .fetch_all(&self.pool)
        .await?;
        let card = |row: &sqlx::any::AnyRow| {
            let groups: String = row.try_get("in_groups")?;
            Ok(RemovedCard {
                book: row.try_get("book")?,
                uid: row.try_get("uid")?,
                content: row.try_get("content")?,
                groups: groups.split(',').filter_map(|it| it.parse().ok()).collect(),
            })
        };
        rows.iter().map(card).collect()
    }

    /// Puts cards into another book, where none of the same UID is; how many went.
    pub async fn move_cards(&self, account: AccountId, cards: &[i64], book: &str) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut moved = 0;
        for card in cards {
            let gone = sqlx::query(
                "UPDATE cards SET book = $1, revision = revision + 1 WHERE account_id = $2 AND id = $3 \
                 AND NOT EXISTS (SELECT 1 FROM cards o \
                 WHERE o.account_id = $2 AND o.book = $1 AND o.uid = cards.uid)",
            )
            .bind(book)
            .bind(account.0)
            .bind(card)
            .execute(&mut *transaction)
            .await?;
            moved += gone.rows_affected();
        }
        transaction.commit().await?;
        Ok(moved)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::{CardRow, Listed, PERSONAL};
    use super::*;

    #[tokio::test]
    async fn what_was_removed_is_given_back_once_and_within_a_day() {
        for store in stores("test_removed_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let listed = Listed::default();
            let row =
                CardRow { book: PERSONAL, uid: "1", content: "x", name: "", addresses: &[], listed: &listed };
            let card = store.put_cards(pierre, &[row], 12).await.unwrap()[0];
            let group = store.make_group(pierre, "Bureau", "bureau").await.unwrap();
            store.join_group(pierre, group, &[card]).await.unwrap();
            assert_eq!(store.remove_cards(claire, &[card], "a", 13).await.unwrap(), 0);
            assert_eq!(store.remove_cards(pierre, &[card, card], "a", 13).await.unwrap(), 1);
            assert_eq!(store.take_removed_cards(claire, "a").await.unwrap(), []);
            let removed = store.take_removed_cards(pierre, "a").await.unwrap();
            let expected = RemovedCard {
                book: PERSONAL.to_owned(),
                uid: "1".to_owned(),
                content: "x".to_owned(),
                groups: vec![group],
            };
            assert_eq!(removed, [expected]);
            assert_eq!(store.take_removed_cards(pierre, "a").await.unwrap(), []);
            let again = store.put_cards(pierre, &[row], 14).await.unwrap()[0];
            store.remove_cards(pierre, &[again], "b", 15).await.unwrap();
            store.remove_cards(pierre, &[], "c", 16 + KEPT_FOR).await.unwrap();
            assert_eq!(store.take_removed_cards(pierre, "b").await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn a_card_moves_where_it_is_not_yet() {
        for store in stores("test_moved_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let listed = Listed::default();
            let row =
                CardRow { book: PERSONAL, uid: "1", content: "x", name: "", addresses: &[], listed: &listed };
            let card = store.put_cards(pierre, &[row], 12).await.unwrap()[0];
            assert_eq!(store.move_cards(pierre, &[card], "b1").await.unwrap(), 1);
            let other = store.put_cards(pierre, &[row], 12).await.unwrap()[0];
            assert_eq!(store.move_cards(pierre, &[other], "b1").await.unwrap(), 0);
        }
    }
}
