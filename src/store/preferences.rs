//! What a person decided, as text that [`crate::preferences`] reads and writes.

use sqlx::Row as _;
use time::OffsetDateTime;

use super::{AccountId, Error, Store};

impl Store {
    /// What was kept; `None` when nothing was.
    pub async fn preferences(&self, account: AccountId) -> Result<Option<String>, Error> {
        let (now, changes) = (OffsetDateTime::now_utc().unix_timestamp(), self.preferences.changes());
        if let Some(kept) = self.preferences.get(&account, now) {
            return Ok(kept);
        }
        let row = sqlx::query("SELECT preferences FROM accounts WHERE id = $1")
            .bind(account.0)
            .fetch_optional(&self.pool)
            .await?;
        let kept = row.map(|row| row.try_get("preferences")).transpose()?.flatten();
        self.preferences.put(changes, account, &kept, now, i64::MAX);
        Ok(kept)
    }

    /// Keeps `content` in place of `before`; whether that was kept still. Where it was not, nothing changes.
    pub async fn exchange_preferences(
        &self,
        account: AccountId,
        before: Option<&str>,
        content: &str,
    ) -> Result<bool, Error> {
        let change = sqlx::query(
            "UPDATE accounts SET preferences = $2 WHERE id = $1 AND COALESCE(preferences, '') = $3",
        )
        .bind(account.0)
        .bind(content.to_owned())
        .bind(before.unwrap_or_default().to_owned());
        let pool = self.pool.clone();
        let done = self.preferences.change(account, async move { change.execute(&pool).await });
        let done = done.await.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(done.rows_affected() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn what_was_decided_is_kept_for_one_account() {
        for store in stores("test_preferences").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            assert_eq!(store.preferences(pierre).await.unwrap(), None);
            assert!(store.exchange_preferences(pierre, None, "{}").await.unwrap());
            assert!(store.exchange_preferences(pierre, Some("{}"), "{\"a\":1}").await.unwrap());
            for late in [None, Some("{}")] {
                assert!(!store.exchange_preferences(pierre, late, "late").await.unwrap());
            }
            assert_eq!(store.preferences(pierre).await.unwrap().as_deref(), Some("{\"a\":1}"));
            assert_eq!(store.preferences(claire).await.unwrap(), None);
        }
    }
}
