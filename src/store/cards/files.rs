//! The file that a person is importing cards from: it waits here while they look at what will become of it.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::super::{AccountId, Error, Store};

/// How long it waits, in seconds.
const KEPT_FOR: i64 = 24 * 60 * 60;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFile {
    /// The name that the browser gave.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

impl Store {
    /// Keeps a file in the place of the one before.
    pub async fn keep_card_file(
        &self,
        account: AccountId,
        id: &str,
        file: &CardFile,
        now: i64,
    ) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM card_files WHERE account_id = $1")
            .bind(account.0)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO card_files (account_id, id, name, content, kept_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(account.0)
        .bind(id)
        .bind(&*file.name)
        .bind(&*file.content)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// The file, if it is still there.
    pub async fn card_file(&self, account: AccountId, id: &str) -> Result<Option<CardFile>, Error> {
        let row = sqlx::query("SELECT name, content FROM card_files WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(card_file).transpose()
    }

    /// Whether the file is still there.
    pub async fn has_card_file(&self, account: AccountId, id: &str) -> Result<bool, Error> {
        let row = sqlx::query("SELECT 1 AS found FROM card_files WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// Takes the file away to be imported: who comes second finds none.
    pub async fn take_card_file(&self, account: AccountId, id: &str) -> Result<Option<CardFile>, Error> {
        let row =
            sqlx::query("DELETE FROM card_files WHERE account_id = $1 AND id = $2 RETURNING name, content")
                .bind(account.0)
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        row.as_ref().map(card_file).transpose()
    }

    /// Keeps a file again that was taken and not imported, unless another one came meanwhile.
    pub async fn return_card_file(
        &self,
        account: AccountId,
        id: &str,
        file: &CardFile,
        now: i64,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO card_files (account_id, id, name, content, kept_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (account_id) DO NOTHING",
        )
        .bind(account.0)
        .bind(id)
        .bind(&*file.name)
        .bind(&*file.content)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Forgets files that waited for more than a day; how many.
    pub async fn purge_card_files(&self, now: i64) -> Result<u64, Error> {
        let done = sqlx::query("DELETE FROM card_files WHERE kept_at < $1")
            .bind(now.saturating_sub(KEPT_FOR))
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }
}

fn card_file(row: &AnyRow) -> Result<CardFile, Error> {
    Ok(CardFile { name: row.try_get("name")?, content: row.try_get("content")? })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_file_waits_for_its_owner_alone_and_not_for_ever() {
        for store in stores("test_card_files").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let file = CardFile { name: "a.vcf".to_owned(), content: vec![0, 255] };
            store.keep_card_file(pierre, "x", &file, 12).await.unwrap();
            assert_eq!(store.card_file(pierre, "x").await.unwrap(), Some(file.clone()));
            assert_eq!(store.card_file(claire, "x").await.unwrap(), None);
            let there = (store.has_card_file(pierre, "x").await, store.has_card_file(claire, "x").await);
            assert_eq!((there.0.unwrap(), there.1.unwrap()), (true, false));
            store.keep_card_file(pierre, "y", &file, 13).await.unwrap();
            assert_eq!(store.card_file(pierre, "x").await.unwrap(), None);
            store.keep_card_file(claire, "z", &file, 14).await.unwrap();
            assert_eq!(store.purge_card_files(14 + KEPT_FOR).await.unwrap(), 1);
            assert_eq!(store.card_file(pierre, "y").await.unwrap(), None);
            assert!(store.card_file(claire, "z").await.unwrap().is_some());
        }
    }

    #[tokio::test]
    async fn a_file_is_taken_once_and_can_be_given_back() {
        for store in stores("test_taken_card_files").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let file = CardFile { name: "a.vcf".to_owned(), content: vec![0, 255] };
            store.keep_card_file(pierre, "x", &file, 12).await.unwrap();
            assert_eq!(store.take_card_file(claire, "x").await.unwrap(), None);
            assert_eq!(store.take_card_file(pierre, "x").await.unwrap(), Some(file.clone()));
            assert_eq!(store.take_card_file(pierre, "x").await.unwrap(), None);
            store.return_card_file(pierre, "x", &file, 12).await.unwrap();
            assert_eq!(store.card_file(pierre, "x").await.unwrap(), Some(file.clone()));
            store.return_card_file(pierre, "w", &file, 12).await.unwrap();
            assert_eq!(store.card_file(pierre, "w").await.unwrap(), None, "the newer one stays");
        }
    }
}
