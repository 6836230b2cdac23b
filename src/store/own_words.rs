//! Words that are right for one person.

use super::{AccountId, Error, Store};

impl Store {
    /// All of them, in the order of their octets.
    pub async fn own_words(&self, account: AccountId) -> Result<Vec<String>, Error> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT word FROM own_words WHERE account_id = $1 ORDER BY word")
                .bind(account.0)
                .fetch_all(&self.pool)
                .await?;
        let mut words: Vec<String> = rows.into_iter().map(|(word,)| word).collect();
        // PostgreSQL sorts by its own language.
        words.sort();
        Ok(words)
    }

    /// Adds one; once more changes nothing.
    pub async fn add_own_word(&self, account: AccountId, word: &str) -> Result<(), Error> {
        insert(&self.pool, account, word).await
    }

    /// Adds some; those that are there change nothing.
    pub async fn add_own_words(&self, account: AccountId, words: &[String]) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        for word in words {
            insert(&mut *transaction, account, word).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Keeps these in place of those before.
    pub async fn set_own_words(&self, account: AccountId, words: &[String]) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM own_words WHERE account_id = $1")
            .bind(account.0)
            .execute(&mut *transaction)
            .await?;
        for word in words {
            insert(&mut *transaction, account, word).await?;
        }
        Ok(transaction.commit().await?)
    }
}

async fn insert<'e>(
    at: impl sqlx::Executor<'e, Database = sqlx::Any>,
    account: AccountId,
    word: &str,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO own_words (account_id, word) VALUES ($1, $2) ON CONFLICT (account_id, word) DO NOTHING",
    )
    .bind(account.0)
    .bind(word)
    .execute(at)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn words_belong_to_one_person() {
        for store in stores("test_own_words").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            for word in ["Soignies", "Écaussinnes", "Soignies"] {
                store.add_own_word(owner, word).await.unwrap();
            }
            assert_eq!(store.own_words(owner).await.unwrap(), ["Soignies", "Écaussinnes"]);
            assert_eq!(store.own_words(other).await.unwrap(), [""; 0]);
            store.set_own_words(other, &["b".to_owned(), "a".to_owned()]).await.unwrap();
            store.add_own_words(other, &["c".to_owned(), "a".to_owned()]).await.unwrap();
            assert_eq!(store.own_words(other).await.unwrap(), ["a", "b", "c"]);
            store.set_own_words(other, &["b".to_owned(), "a".to_owned()]).await.unwrap();
            store.set_own_words(owner, &[]).await.unwrap();
            assert_eq!(store.own_words(owner).await.unwrap(), [""; 0]);
            assert_eq!(store.own_words(other).await.unwrap(), ["a", "b"]);
        }
    }
}
