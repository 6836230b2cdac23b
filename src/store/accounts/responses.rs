//! Texts that a person writes often, as text that [`crate::responses`] reads and writes.

use sqlx::Row as _;

use crate::store::{AccountId, Error, Store};

impl Store {
    /// All of an account with their numbers, in the order in which they were made.
    pub async fn responses(&self, account: AccountId) -> Result<Vec<(i64, String)>, Error> {
        let rows = sqlx::query("SELECT id, content FROM responses WHERE account_id = $1 ORDER BY id")
            .bind(account.0)
            .fetch_all(&self.pool)
            .await?;
        rows.into_iter().map(|row| Ok((row.try_get("id")?, row.try_get("content")?))).collect()
    }

    /// Adds one; its number.
    pub async fn add_response(&self, account: AccountId, content: &str) -> Result<i64, Error> {
        let row = sqlx::query("INSERT INTO responses (account_id, content) VALUES ($1, $2) RETURNING id")
            .bind(account.0)
            .bind(content)
            .fetch_one(&self.pool)
            .await?;
        Ok(row.try_get("id")?)
    }

    /// Changes one; `false` when there is none of this number.
    pub async fn set_response(&self, account: AccountId, id: i64, content: &str) -> Result<bool, Error> {
        let done = sqlx::query("UPDATE responses SET content = $3 WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .bind(content)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Removes one.
    pub async fn remove_response(&self, account: AccountId, id: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM responses WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::tests::stores;

    #[tokio::test]
    async fn nobody_reaches_those_of_others() {
        for store in stores("test_responses").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            let one = store.add_response(owner, "one").await.unwrap();
            let foreign = store.add_response(other, "foreign").await.unwrap();
            assert!(!store.set_response(owner, foreign, "stolen").await.unwrap());
            store.remove_response(owner, foreign).await.unwrap();
            assert!(store.set_response(owner, one, "one more").await.unwrap());
            assert_eq!(store.responses(owner).await.unwrap(), [(one, "one more".to_owned())]);
            assert_eq!(store.responses(other).await.unwrap(), [(foreign, "foreign".to_owned())]);
            store.remove_response(owner, one).await.unwrap();
            assert!(store.responses(owner).await.unwrap().is_empty());
        }
    }
}
