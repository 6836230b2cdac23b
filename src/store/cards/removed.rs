//! Cards that leave a book: to another one, or for good once that cannot be taken back any more ([`super::acts`]).

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::super::{AccountId, Error, Store};
use super::{CardRow, groups, put_card};

/// Keeps cards of an account ($3) that an act ($1) removes at a time ($2); which ones, stands behind it.
pub(super) const KEEP: &str = "INSERT INTO removed_cards (account_id, act, book, uid, content, in_groups, removed_at) \
    SELECT account_id, $1, book, uid, content, COALESCE((SELECT STRING_AGG(CAST(g.group_id AS TEXT), ',') \
    FROM group_cards g WHERE g.card_id = cards.id), ''), $2 FROM cards WHERE account_id = $3 AND ";

/// A card that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedCard {
    /// Its number among those that were removed; later ones have larger ones.
    pub id: i64,
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
        let mut removed = 0;
        for card in cards {
            sqlx::query(AssertSqlSafe(format!("{KEEP}id = $4")))
                .bind(act)
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

    /// The cards that an act removed, in the order in which it did: at most `most`, behind the one of the number
    /// `after`.
    pub async fn removed_cards(
        &self,
        account: AccountId,
        act: &str,
        after: i64,
        most: i64,
    ) -> Result<Vec<RemovedCard>, Error> {
        let rows = sqlx::query(
            "SELECT id, book, uid, content, in_groups FROM removed_cards \
             WHERE account_id = $1 AND act = $2 AND id > $3 ORDER BY id LIMIT $4",
        )
        .bind(account.0)
        .bind(act)
        .bind(after)
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(card).collect()
    }

    /// Forgets a card that an act removed, by its number there: it is back, or is none.
    pub async fn forget_removed_card(&self, account: AccountId, removed: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM removed_cards WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(removed)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Gives cards back that were removed, all or none, each with the groups that it was in, by the number of its
    /// [`RemovedCard`]; how many. One whose UID is in the book again stays away, and what somebody else gave back
    /// meanwhile is passed over.
    pub async fn give_back_cards(
        &self,
        account: AccountId,
        cards: &[(i64, CardRow<'_>, &[i64])],
        now: i64,
    ) -> Result<usize, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut back = 0;
        for (removed, card, groups) in cards {
            let kept = sqlx::query("DELETE FROM removed_cards WHERE account_id = $1 AND id = $2")
                .bind(account.0)
                .bind(removed)
                .execute(&mut *transaction)
                .await?;
            if kept.rows_affected() == 0 {
                continue;
            }
            let there =
                sqlx::query("SELECT 1 AS found FROM cards WHERE account_id = $1 AND book = $2 AND uid = $3")
                    .bind(account.0)
                    .bind(card.book)
                    .bind(card.uid)
                    .fetch_optional(&mut *transaction)
                    .await?;
            if there.is_some() {
                continue;
            }
            let id = put_card(&mut transaction, account, card, now).await?;
            for group in *groups {
                groups::join(&mut transaction, account, *group, id).await?;
            }
            back += 1;
        }
        transaction.commit().await?;
        Ok(back)
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

/// Reads the columns of a card that was removed.
pub(super) fn card(row: &AnyRow) -> Result<RemovedCard, Error> {
    let groups: String = row.try_get("in_groups")?;
    Ok(RemovedCard {
        id: row.try_get("id")?,
        book: row.try_get("book")?,
        uid: row.try_get("uid")?,
        content: row.try_get("content")?,
        groups: groups.split(',').filter_map(|it| it.parse().ok()).collect(),
    })
}

/// Removes all that a book has, as [`Store::remove_cards`]; how many cards.
pub(super) async fn remove_book(
    connection: &mut AnyConnection,
    account: AccountId,
    book: &str,
    act: &str,
    now: i64,
) -> Result<u64, Error> {
    sqlx::query(AssertSqlSafe(format!("{KEEP}book = $4")))
        .bind(act)
        .bind(now)
        .bind(account.0)
        .bind(book)
        .execute(&mut *connection)
        .await?;
    let gone = sqlx::query("DELETE FROM cards WHERE account_id = $1 AND book = $2")
        .bind(account.0)
        .bind(book)
        .execute(&mut *connection)
        .await?;
    Ok(gone.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::imported::ImportInto;
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
            assert_eq!(store.removed_cards(claire, "a", 0, 99).await.unwrap(), []);
            let removed = store.removed_cards(pierre, "a", 0, 99).await.unwrap();
            let expected = RemovedCard {
                id: removed[0].id,
                book: PERSONAL.to_owned(),
                uid: "1".to_owned(),
                content: "x".to_owned(),
                groups: vec![group],
            };
            assert_eq!(removed, [expected]);
            assert_eq!(store.removed_cards(pierre, "a", removed[0].id, 99).await.unwrap(), []);
            let back = [(removed[0].id, row, &*removed[0].groups)];
            assert_eq!(store.give_back_cards(claire, &back, 14).await.unwrap(), 0);
            assert_eq!(store.give_back_cards(pierre, &back, 14).await.unwrap(), 1);
            assert_eq!(store.give_back_cards(pierre, &back, 14).await.unwrap(), 0, "once");
            assert_eq!(store.removed_cards(pierre, "a", 0, 99).await.unwrap(), []);
            assert_eq!(store.groups(pierre).await.unwrap()[0].cards, 1);
            let again = store.put_cards(pierre, &[row], 14).await.unwrap()[0];
            store.remove_cards(pierre, &[again], "c", 15).await.unwrap();
            let kept = store.removed_cards(pierre, "c", 0, 99).await.unwrap();
            store.forget_removed_card(claire, kept[0].id).await.unwrap();
            assert_eq!(store.removed_cards(pierre, "c", 0, 99).await.unwrap(), kept);
            store.forget_removed_card(pierre, kept[0].id).await.unwrap();
            assert_eq!(store.removed_cards(pierre, "c", 0, 99).await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn what_came_meanwhile_is_not_written_over() {
        for store in stores("test_given_back_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let listed = Listed::default();
            let row = |uid, content| CardRow {
                book: PERSONAL,
                uid,
                content,
                name: "",
                addresses: &[],
                listed: &listed,
            };
            let cards = store.put_cards(pierre, &[row("1", "old"), row("2", "old")], 12).await.unwrap();
            store.remove_cards(pierre, &cards, "a", 13).await.unwrap();
            let new = store.put_cards(pierre, &[row("1", "new")], 14).await.unwrap()[0];
            let kept = store.removed_cards(pierre, "a", 0, 99).await.unwrap();
            let back = [(kept[0].id, row("1", "old"), &[][..]), (kept[1].id, row("2", "old"), &[][..])];
            assert_eq!(store.give_back_cards(pierre, &back, 15).await.unwrap(), 1);
            assert_eq!(store.card(pierre, new).await.unwrap().unwrap().content, "new");
        }
    }

    #[tokio::test]
    async fn a_book_that_is_replaced_is_kept() {
        for store in stores("test_replaced_book").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let listed = Listed::default();
            let row =
                |uid, book| CardRow { book, uid, content: uid, name: "", addresses: &[], listed: &listed };
            let cards = [row("1", PERSONAL), row("2", PERSONAL), row("3", "b1")];
            let ids = store.put_cards(pierre, &cards, 12).await.unwrap();
            for name in ["a", "b"] {
                let group = store.make_group(pierre, name, name).await.unwrap();
                store.join_group(pierre, group, &ids[..1]).await.unwrap();
            }
            let import = ImportInto { account: pierre, book: PERSONAL, act: "x", now: 13 };
            let (new, removed) = store.import_instead(import, &[row("4", PERSONAL)], &|_| {}).await.unwrap();
            assert_eq!((new.len(), removed), (1, 2));
            let kept = store.removed_cards(pierre, "x", 0, 99).await.unwrap();
            let said: Vec<_> = kept.iter().map(|it| (it.uid.as_str(), it.groups.len())).collect();
            assert_eq!(said, [("1", 2), ("2", 0)]);
            assert!(store.card(pierre, ids[2]).await.unwrap().is_some());
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
