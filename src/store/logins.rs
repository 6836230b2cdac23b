//! Who signed in to an account, or tried to: for its person to look at.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

/// How long a login is told, in seconds.
const KEPT: i64 = 90 * 86_400;

/// The most that are told of each outcome: who guesses passwords pushes none out that went well.
const MOST: i64 = 50;

/// What came of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A session was begun.
    In,
    /// The server did not know the password.
    Refused,
    /// The password was right, and a code of the second factor is asked for.
    Half,
    /// The password was right, and the code of the second factor was not.
    NoCode,
}

/// A login, or what was to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// When, in seconds since 1970-01-01 UTC.
    pub tried_at: i64,
    /// From where: an address of IP.
    pub address: String,
    /// What the browser says it is (`User-Agent`), cut.
    pub agent: String,
    /// What came of it.
    pub outcome: Outcome,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Refused => "refused",
            Self::Half => "half",
            Self::NoCode => "code",
        }
    }

    fn from_word(word: &str) -> Result<Self, Error> {
        [Self::In, Self::Refused, Self::Half, Self::NoCode]
            .into_iter()
            .find(|it| it.word() == word)
            .ok_or(Error::Unreadable("what came of a login"))
    }
}

impl Store {
    /// Adds a login of the accounts that are called so, in whatever case; of a name that nobody has nothing is kept. The oldest of the same outcome goes when there are 50.
    pub async fn add_login(&self, name: &str, login: &Login) -> Result<(), Error> {
        let rows = sqlx::query(
            "INSERT INTO logins (account_id, tried_at, address, agent, outcome) \
             SELECT accounts.id, $3, $4, $5, $6 FROM accounts \
             WHERE lower(login) = lower($1) OR login = $1 OR login = $2 \
             RETURNING account_id",
        )
        .bind(name)
        .bind(name.to_lowercase())
        .bind(login.tried_at)
        .bind(&login.address)
        .bind(&login.agent)
        .bind(login.outcome.word())
        .fetch_all(&self.pool)
        .await?;
        for row in rows {
            let account: i64 = row.try_get("account_id")?;
            sqlx::query(
                "DELETE FROM logins WHERE account_id = $1 AND outcome = $2 AND id NOT IN \
                 (SELECT id FROM logins WHERE account_id = $1 AND outcome = $2 ORDER BY id DESC LIMIT $3)",
            )
            .bind(account)
            .bind(login.outcome.word())
            .bind(MOST)
            .execute(&self.pool)
            .await?;
        }
        Ok(())
    }

    /// The logins of an account within 90 days, the newest first.
    pub async fn logins(&self, account: AccountId, now: i64) -> Result<Vec<Login>, Error> {
        let rows = sqlx::query(
            "SELECT tried_at, address, agent, outcome FROM logins \
             WHERE account_id = $1 AND tried_at > $2 ORDER BY id DESC",
        )
        .bind(account.0)
        .bind(now - KEPT)
        .fetch_all(&self.pool)
        .await?;
        let read = |row: sqlx::any::AnyRow| {
            let outcome: String = row.try_get("outcome")?;
            Ok(Login {
                tried_at: row.try_get("tried_at")?,
                address: row.try_get("address")?,
                agent: row.try_get("agent")?,
                outcome: Outcome::from_word(&outcome)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Forgets logins that are older than 90 days; how many.
    pub async fn purge_logins(&self, now: i64) -> Result<u64, Error> {
        let done = sqlx::query("DELETE FROM logins WHERE tried_at <= $1")
            .bind(now - KEPT)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    fn login(tried_at: i64, outcome: Outcome) -> Login {
        Login { tried_at, address: "::1".to_owned(), agent: "Mozilla".to_owned(), outcome }
    }

    #[tokio::test]
    async fn logins_are_told_to_their_account_alone_and_for_90_days() {
        for store in stores("test_logins").await {
            let pierre = store.account_signed_in("pierre@b.c", 1).await.unwrap();
            let claire = store.account_signed_in("claire@b.c", 1).await.unwrap();
            store.add_login("pierre@b.c", &login(10, Outcome::In)).await.unwrap();
            store.add_login("PIERRE@b.c", &login(11, Outcome::Refused)).await.unwrap();
            store.add_login("nobody@b.c", &login(12, Outcome::Refused)).await.unwrap();
            let told = store.logins(pierre, 20).await.unwrap();
            assert_eq!(told, [login(11, Outcome::Refused), login(10, Outcome::In)]);
            assert_eq!(store.logins(claire, 20).await.unwrap(), []);
            let capital = store.account_signed_in("PIERRE@b.c", 1).await.unwrap();
            store.add_login("pierre@b.c", &login(13, Outcome::In)).await.unwrap();
            assert_eq!(store.logins(capital, 20).await.unwrap(), [login(13, Outcome::In)]);
            assert_eq!(store.logins(pierre, 10 + KEPT).await.unwrap().len(), 2);
            assert_eq!(store.purge_logins(10 + KEPT).await.unwrap(), 1);
        }
    }

    #[tokio::test]
    async fn who_guesses_pushes_no_login_out_that_went_well() {
        for store in stores("test_logins_many").await {
            let pierre = store.account_signed_in("pierre@b.c", 1).await.unwrap();
            store.add_login("pierre@b.c", &login(1, Outcome::In)).await.unwrap();
            for at in 2..=MOST + 10 {
                store.add_login("pierre@b.c", &login(at, Outcome::Refused)).await.unwrap();
            }
            let told = store.logins(pierre, 100).await.unwrap();
            assert_eq!(i64::try_from(told.len()).unwrap(), MOST + 1);
            assert_eq!(told.last(), Some(&login(1, Outcome::In)));
        }
    }
}
