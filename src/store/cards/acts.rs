//! Acts on cards that can be taken back for a day: what each removed, wrote over and made.

use sqlx::Row as _;

use super::super::{AccountId, Error, Store};

/// How long an act can be taken back, in seconds.
const KEPT_FOR: i64 = 24 * 60 * 60;

/// What is kept of acts, with when it was: in this order, whoever changes several of them at once.
const KEPT: [(&str, &str); 3] =
    [("removed_cards", "removed_at"), ("imported_cards", "imported_at"), ("imported_groups", "imported_at")];

impl Store {
    /// How many cards an act imported, changed since or not, and how many it removed or wrote over: what there is to do
    /// to take it back.
    pub async fn cards_of_act(&self, account: AccountId, act: &str) -> Result<u64, Error> {
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM imported_cards WHERE account_id = $1 AND act = $2) \
             + (SELECT COUNT(*) FROM removed_cards WHERE account_id = $1 AND act = $2) AS cards",
        )
        .bind(account.0)
        .bind(act)
        .fetch_one(&self.pool)
        .await?;
        Ok(u64::try_from(row.try_get::<i64, _>("cards")?).unwrap_or(0))
    }

    /// Keeps what is known of an act for another day: it is being taken back, and a part of that is not enough.
    pub async fn keep_act(&self, account: AccountId, act: &str, now: i64) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        for (table, time) in KEPT {
            let sql = format!("UPDATE {table} SET {time} = $1 WHERE account_id = $2 AND act = $3");
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(now)
                .bind(account.0)
                .bind(act)
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Forgets what acts of more than a day ago did, all at once: whoever takes one back finds all of it, or none. Of
    /// how many cards and groups.
    pub async fn purge_card_acts(&self, now: i64) -> Result<u64, Error> {
        let (mut transaction, mut gone) = (self.pool.begin().await?, 0);
        for (table, time) in KEPT {
            let done = sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE {time} < $1")))
                .bind(now.saturating_sub(KEPT_FOR))
                .execute(&mut *transaction)
                .await?;
            gone += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::imported::ImportInto;
    use super::super::{CardRow, Listed, PERSONAL};
    use super::*;

    #[tokio::test]
    async fn an_act_is_forgotten_as_a_whole_after_a_day_unless_it_is_being_taken_back() {
        for store in stores("test_card_acts").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let listed = Listed::default();
            let row =
                CardRow { book: PERSONAL, uid: "1", content: "x", name: "", addresses: &[], listed: &listed };
            store.put_cards(account, &[row], 11).await.unwrap();
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            store.import_cards(import, &[row]).await.unwrap();
            let group = store.make_group(account, "Made", "made").await.unwrap();
            store.note_imported_group(import, group).await.unwrap();
            assert_eq!(store.purge_card_acts(12 + KEPT_FOR).await.unwrap(), 0);
            store.keep_act(account, "a", 20).await.unwrap();
            assert_eq!(store.purge_card_acts(20 + KEPT_FOR).await.unwrap(), 0);
            assert_eq!(store.cards_of_act(account, "a").await.unwrap(), 2);
            // Where a part cannot be forgotten, nothing is.
            sqlx::query("DROP TABLE imported_groups").execute(&store.pool).await.unwrap();
            assert!(store.purge_card_acts(21 + KEPT_FOR).await.is_err());
            assert_eq!(store.cards_of_act(account, "a").await.unwrap(), 2);
        }
    }
}
