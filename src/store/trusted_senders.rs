//! Senders whom a person trusts: their pictures are shown, their requests for a receipt answered.

use super::{AccountId, Error, Store};

impl Store {
    /// Trusts a sender from `now` on; once more changes nothing.
    pub async fn trust_sender(&self, account: AccountId, address: &str, now: i64) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO trusted_senders (account_id, address, added_at) VALUES ($1, $2, $3) \
             ON CONFLICT (account_id, address) DO NOTHING",
        )
        .bind(account.0)
        .bind(address.to_lowercase())
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Trusts a sender no more.
    pub async fn distrust_sender(&self, account: AccountId, address: &str) -> Result<(), Error> {
        sqlx::query("DELETE FROM trusted_senders WHERE account_id = $1 AND address = $2")
            .bind(account.0)
            .bind(address.to_lowercase())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// All of them, in the order of their addresses.
    pub async fn trusted_senders(&self, account: AccountId) -> Result<Vec<String>, Error> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT address FROM trusted_senders WHERE account_id = $1 ORDER BY address")
                .bind(account.0)
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(address,)| address).collect())
    }

    /// How many there are.
    pub async fn count_trusted_senders(&self, account: AccountId) -> Result<u64, Error> {
        let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM trusted_senders WHERE account_id = $1")
            .bind(account.0)
            .fetch_one(&self.pool)
            .await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Whether a sender is trusted.
    pub async fn is_trusted_sender(&self, account: AccountId, address: &str) -> Result<bool, Error> {
        let row =
            sqlx::query("SELECT 1 AS found FROM trusted_senders WHERE account_id = $1 AND address = $2")
                .bind(account.0)
                .bind(address.to_lowercase())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn a_sender_is_trusted_by_one_person_whatever_the_case() {
        for store in stores("test_trusted_senders").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            for _ in 0..2 {
                store.trust_sender(pierre, "News@Example.test", 12).await.unwrap();
            }
            assert!(store.is_trusted_sender(pierre, "news@example.TEST").await.unwrap());
            assert!(!store.is_trusted_sender(claire, "news@example.test").await.unwrap());
            store.trust_sender(pierre, "a@example.test", 13).await.unwrap();
            let all = store.trusted_senders(pierre).await.unwrap();
            assert_eq!(all, ["a@example.test", "news@example.test"]);
            assert_eq!(store.count_trusted_senders(pierre).await.unwrap(), 2);
            store.distrust_sender(pierre, "NEWS@example.test").await.unwrap();
            assert!(!store.is_trusted_sender(pierre, "news@example.test").await.unwrap());
        }
    }
}
