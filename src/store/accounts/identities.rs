//! From whom a person writes, as text that [`crate::identities`] reads and writes.

use sqlx::Row as _;

use crate::store::{AccountId, Error, Store};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityRow {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub content: String,
}

impl Store {
    /// All of an account: the preferred one first, the others in the order in which they were made.
    pub async fn identities(&self, account: AccountId) -> Result<Vec<IdentityRow>, Error> {
        let rows = sqlx::query(
            "SELECT id, content FROM identities WHERE account_id = $1 ORDER BY preferred DESC, id",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|row| Ok(IdentityRow { id: row.try_get("id")?, content: row.try_get("content")? }))
            .collect()
    }

    /// Adds one; its number.
    pub async fn add_identity(&self, account: AccountId, content: &str) -> Result<i64, Error> {
        let row = sqlx::query(
            "INSERT INTO identities (account_id, content, preferred) VALUES ($1, $2, 0) RETURNING id",
        )
        .bind(account.0)
        .bind(content)
        .fetch_one(&self.pool)
        .await?;
        Ok(row.try_get("id")?)
    }

    /// Changes one; `false` when there is none of this number.
    pub async fn set_identity(&self, account: AccountId, id: i64, content: &str) -> Result<bool, Error> {
        let done = sqlx::query("UPDATE identities SET content = $3 WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .bind(content)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Prefers one to the others.
    pub async fn prefer_identity(&self, account: AccountId, id: i64) -> Result<(), Error> {
        sqlx::query(
            "UPDATE identities SET preferred = CASE WHEN id = $2 THEN 1 ELSE 0 END WHERE account_id = $1",
        )
        .bind(account.0)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Removes one.
    pub async fn remove_identity(&self, account: AccountId, id: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM identities WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::stores;

    #[tokio::test]
    async fn the_preferred_one_comes_first_and_nobody_reaches_those_of_others() {
        for store in stores("test_identities").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            let one = store.add_identity(owner, "one").await.unwrap();
            let two = store.add_identity(owner, "two").await.unwrap();
            let foreign = store.add_identity(other, "foreign").await.unwrap();
            store.prefer_identity(owner, two).await.unwrap();
            assert!(!store.set_identity(owner, foreign, "stolen").await.unwrap());
            store.remove_identity(owner, foreign).await.unwrap();
            store.prefer_identity(owner, foreign).await.unwrap();
            store.prefer_identity(owner, two).await.unwrap();
            assert!(store.set_identity(owner, one, "one more").await.unwrap());
            let contents = |rows: Vec<IdentityRow>| rows.into_iter().map(|it| it.content).collect::<Vec<_>>();
            assert_eq!(contents(store.identities(owner).await.unwrap()), ["two", "one more"]);
            assert_eq!(contents(store.identities(other).await.unwrap()), ["foreign"]);
            store.remove_identity(owner, two).await.unwrap();
            assert_eq!(contents(store.identities(owner).await.unwrap()), ["one more"]);
        }
    }
}
