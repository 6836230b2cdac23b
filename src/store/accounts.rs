//! Accounts: who signed in here at least once.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

pub mod texts;

impl Store {
    /// The account of this login name, made if it is new; remembers `now` as its last login.
    pub async fn account_signed_in(&self, login: &str, now: i64) -> Result<AccountId, Error> {
        let row = sqlx::query(
            "INSERT INTO accounts (login, created_at, signed_in_at) VALUES ($1, $2, $2) \
             ON CONFLICT (login) DO UPDATE SET signed_in_at = excluded.signed_in_at RETURNING id",
        )
        .bind(login)
        .bind(now)
        .fetch_one(&self.pool)
        .await?;
        Ok(AccountId(row.try_get("id")?))
    }

    /// The accounts of a login name in whatever case: a server may take all of them for one person.
    pub async fn accounts_named(&self, login: &str) -> Result<Vec<AccountId>, Error> {
        let rows = sqlx::query("SELECT id, login FROM accounts WHERE lower(login) = lower($1) OR login = $1")
            .bind(login)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok(AccountId(row.try_get("id")?))).collect()
    }

    /// The language a person chose, as a BCP 47 tag.
    pub async fn account_language(&self, account: AccountId) -> Result<Option<String>, Error> {
        let row = sqlx::query("SELECT language FROM accounts WHERE id = $1")
            .bind(account.0)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("language")).transpose()?.flatten())
    }

    /// Keeps the language a person chose.
    pub async fn set_account_language(&self, account: AccountId, tag: &str) -> Result<(), Error> {
        sqlx::query("UPDATE accounts SET language = $2 WHERE id = $1")
            .bind(account.0)
            .bind(tag)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn an_account_is_made_once_and_keeps_its_language() {
        for store in stores("test_accounts").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            assert_ne!(pierre, claire);
            assert_eq!(store.account_language(pierre).await.unwrap(), None);
            store.set_account_language(pierre, "nl").await.unwrap();
            assert_eq!(store.account_signed_in("pierre@example.test", 12).await.unwrap(), pierre);
            assert_eq!(store.accounts_named("Pierre@Example.test").await.unwrap(), [pierre]);
            assert_eq!(store.accounts_named("nobody@example.test").await.unwrap(), []);
            assert_eq!(store.account_language(pierre).await.unwrap().as_deref(), Some("nl"));
            assert_eq!(store.account_language(claire).await.unwrap(), None);
        }
    }
}
