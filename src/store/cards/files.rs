//! The file that a person is importing cards from: it waits here while they look at what will become of it.

use sqlx::Row as _;

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
    /// Keeps a file in the place of the one before; those of others that waited in vain go.
    pub async fn keep_card_file(
        &self,
        account: AccountId,
        id: &str,
        file: &CardFile,
        now: i64,
    ) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM card_files WHERE account_id = $1 OR kept_at < $2")
            .bind(account.0)
            .bind(now.saturating_sub(KEPT_FOR))
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
        row.map(|it| Ok(CardFile { name: it.try_get("name")?, content: it.try_get("content")? })).transpose()
    }

    /// Forgets the file, once it was imported.
    pub async fn forget_card_file(&self, account: AccountId, id: &str) -> Result<(), Error> {
        sqlx::query("DELETE FROM card_files WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
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
            store.keep_card_file(pierre, "y", &file, 13).await.unwrap();
            assert_eq!(store.card_file(pierre, "x").await.unwrap(), None);
            store.keep_card_file(claire, "z", &file, 14 + KEPT_FOR).await.unwrap();
            assert_eq!(store.card_file(pierre, "y").await.unwrap(), None);
            store.forget_card_file(claire, "z").await.unwrap();
            assert_eq!(store.card_file(claire, "z").await.unwrap(), None);
        }
    }
}
