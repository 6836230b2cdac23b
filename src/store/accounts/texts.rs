//! Texts of a person, each under a number, which features read and write.

use sqlx::{AssertSqlSafe, Row as _};
use time::OffsetDateTime;

use crate::store::{AccountId, Error, Store};

/// What they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Texts {
    /// From whom a person writes ([`crate::identities`]): the preferred one first.
    Identities,
    /// What they write often ([`crate::responses`]).
    Responses,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub content: String,
}

impl Texts {
    fn table(self) -> &'static str {
        match self {
            Self::Identities => "identities",
            Self::Responses => "responses",
        }
    }

    fn all(self) -> &'static str {
        match self {
            Self::Identities => {
                "SELECT id, content FROM identities WHERE account_id = $1 ORDER BY preferred DESC, id"
            }
            Self::Responses => "SELECT id, content FROM responses WHERE account_id = $1 ORDER BY id",
        }
    }

    fn addition(self) -> &'static str {
        match self {
            Self::Identities => {
                "INSERT INTO identities (account_id, content, preferred) VALUES ($1, $2, 0) RETURNING id"
            }
            Self::Responses => "INSERT INTO responses (account_id, content) VALUES ($1, $2) RETURNING id",
        }
    }
}

impl Store {
    /// All of an account, in the order in which they were made but for what is preferred.
    pub async fn texts(&self, texts: Texts, account: AccountId) -> Result<Vec<TextRow>, Error> {
        let (now, changes) = (OffsetDateTime::now_utc().unix_timestamp(), self.texts.changes());
        if let Some(kept) = self.texts.get(&(account, texts), now) {
            return Ok(kept);
        }
        let rows = sqlx::query(texts.all()).bind(account.0).fetch_all(&self.pool).await?;
        let read =
            |row: sqlx::any::AnyRow| Ok(TextRow { id: row.try_get("id")?, content: row.try_get("content")? });
        let kept = rows.into_iter().map(read).collect::<Result<Vec<_>, Error>>()?;
        self.texts.put(changes, (account, texts), &kept, now, i64::MAX);
        Ok(kept)
    }

    /// Adds one; its number.
    pub async fn add_text(&self, texts: Texts, account: AccountId, content: &str) -> Result<i64, Error> {
        let added = sqlx::query(texts.addition()).bind(account.0).bind(content.to_owned());
        let pool = self.pool.clone();
        let added = self.change_texts(texts, account, async move { added.fetch_one(&pool).await }).await?;
        Ok(added.try_get("id")?)
    }

    /// Changes one; `false` when there is none of this number.
    pub async fn set_text(
        &self,
        texts: Texts,
        account: AccountId,
        id: i64,
        content: &str,
    ) -> Result<bool, Error> {
        let sql = format!("UPDATE {} SET content = $3 WHERE account_id = $1 AND id = $2", texts.table());
        let set = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(id).bind(content.to_owned());
        let pool = self.pool.clone();
        let set = self.change_texts(texts, account, async move { set.execute(&pool).await }).await?;
        Ok(set.rows_affected() == 1)
    }

    /// Removes one.
    pub async fn remove_text(&self, texts: Texts, account: AccountId, id: i64) -> Result<(), Error> {
        let sql = format!("DELETE FROM {} WHERE account_id = $1 AND id = $2", texts.table());
        let removed = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(id);
        let pool = self.pool.clone();
        self.change_texts(texts, account, async move { removed.execute(&pool).await }).await.map(drop)
    }

    /// Prefers an identity to the others.
    pub async fn prefer_identity(&self, account: AccountId, id: i64) -> Result<(), Error> {
        let preferred = sqlx::query(
            "UPDATE identities SET preferred = CASE WHEN id = $2 THEN 1 ELSE 0 END WHERE account_id = $1",
        );
        let preferred = preferred.bind(account.0).bind(id);
        let (texts, pool) = (Texts::Identities, self.pool.clone());
        self.change_texts(texts, account, async move { preferred.execute(&pool).await }).await.map(drop)
    }

    async fn change_texts<T: Send + 'static>(
        &self,
        texts: Texts,
        account: AccountId,
        work: impl Future<Output = Result<T, sqlx::Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let done = self.texts.change((account, texts), work).await;
        Ok(done.map_err(|_| sqlx::Error::WorkerCrashed)??)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::stores;

    async fn contents(store: &Store, texts: Texts, account: AccountId) -> Vec<String> {
        store.texts(texts, account).await.unwrap().into_iter().map(|it| it.content).collect()
    }

    #[tokio::test]
    async fn nobody_reaches_those_of_others_or_of_another_kind() {
        for store in stores("test_texts").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            for (texts, others) in
                [(Texts::Identities, Texts::Responses), (Texts::Responses, Texts::Identities)]
            {
                let one = store.add_text(texts, owner, "one").await.unwrap();
                let two = store.add_text(texts, owner, "two").await.unwrap();
                let foreign = store.add_text(texts, other, "foreign").await.unwrap();
                assert!(!store.set_text(texts, owner, foreign, "stolen").await.unwrap());
                store.remove_text(texts, owner, foreign).await.unwrap();
                assert!(store.set_text(texts, owner, one, "one more").await.unwrap());
                assert_eq!(contents(&store, texts, owner).await, ["one more", "two"]);
                assert_eq!(contents(&store, texts, other).await, ["foreign"]);
                store.remove_text(texts, owner, one).await.unwrap();
                store.remove_text(texts, owner, two).await.unwrap();
                store.remove_text(texts, other, foreign).await.unwrap();
                assert!(contents(&store, others, owner).await.is_empty());
            }
        }
    }

    #[tokio::test]
    async fn the_preferred_identity_comes_first() {
        for store in stores("test_preferred").await {
            let texts = Texts::Identities;
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            store.add_text(texts, owner, "one").await.unwrap();
            let two = store.add_text(texts, owner, "two").await.unwrap();
            let foreign = store.add_text(texts, other, "foreign").await.unwrap();
            store.prefer_identity(owner, foreign).await.unwrap();
            assert_eq!(contents(&store, texts, owner).await, ["one", "two"]);
            store.prefer_identity(owner, two).await.unwrap();
            assert_eq!(contents(&store, texts, owner).await, ["two", "one"]);
        }
    }
}
