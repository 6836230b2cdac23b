//! Second factors, codes that were written down, and logins that wait for a code.
//!
//! A second factor is of a login name in lower case and not of an account: a server that takes `Pierre` for `pierre`
//! would open the mailbox to whoever writes the name otherwise.
//!
//! What changes several tables goes through them in one order, so that none waits for another that waits for it: logins
//! that wait, factors, codes, sessions.

use sqlx::Row as _;

use super::sessions::delete_others;
use super::{AccountId, Error, Store};

/// How long a login waits for its code, in seconds.
const WAITS: i64 = 10 * 60;

/// A second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorRow {
    /// Its secret, sealed by the caller.
    pub secret: Vec<u8>,
    /// The last step of time of which a code was taken.
    pub used_step: i64,
    /// Since when it is on, in seconds since 1970-01-01 UTC.
    pub added_at: i64,
}

/// The sessions of before there was a second factor.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// All accounts of the person.
    pub accounts: &'a [AccountId],
    /// The one that goes on.
    pub but: &'a str,
}

/// A code that was found to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightCode {
    /// Of this step of time.
    Step(i64),
    /// One that was written down, as its tag.
    Written(String),
}

/// What a code is taken for.
#[derive(Clone, Copy, Debug)]
pub enum For<'a> {
    /// A login that waits, which goes on.
    Login {
        /// What it is known by.
        id: &'a str,
        /// In seconds since 1970-01-01 UTC.
        now: i64,
    },
    /// To prove who asks, within a session.
    Proof,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It counts, and never again.
    Now,
    /// It is none, or it was taken before.
    Refused,
    /// No such login waits any more; the code may still be used.
    NobodyWaits,
}

impl Store {
    /// The second factor of a login name in lower case, as in all that follows.
    pub async fn factor(&self, login: &str) -> Result<Option<FactorRow>, Error> {
        let row = sqlx::query("SELECT secret, used_step, added_at FROM second_factors WHERE login = $1")
            .bind(login)
            .fetch_optional(&self.pool)
            .await?;
        let read = |row: sqlx::any::AnyRow| {
            Ok(FactorRow {
                secret: row.try_get("secret")?,
                used_step: row.try_get("used_step")?,
                added_at: row.try_get("added_at")?,
            })
        };
        row.map(read).transpose()
    }

    /// Adds one with its codes to write down, as tags, and ends the sessions that the password alone began, both or
    /// neither; what those were known by. `None` when there is one already, which stays as it is.
    pub async fn add_factor(
        &self,
        login: &str,
        factor: &FactorRow,
        codes: &[String],
        sessions: Before<'_>,
    ) -> Result<Option<Vec<String>>, Error> {
        let mut transaction = self.pool.begin().await?;
        let done = sqlx::query(
            "INSERT INTO second_factors (login, secret, used_step, added_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (login) DO NOTHING",
        )
        .bind(login)
        .bind(factor.secret.as_slice())
        .bind(factor.used_step)
        .bind(factor.added_at)
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        put_codes(&mut transaction, login, codes).await?;
        let mut closed = Vec::new();
        for account in sessions.accounts {
            closed.extend(delete_others(&mut transaction, *account, sessions.but, None).await?);
        }
        transaction.commit().await?;
        self.forget_sessions(&closed);
        Ok(Some(closed))
    }

    /// Removes it with its codes, and ends the logins that wait for one; whether it was there.
    pub async fn remove_factor(&self, login: &str) -> Result<bool, Error> {
        let mut transaction = self.pool.begin().await?;
        end_waiting_logins(&mut transaction, login).await?;
        let done = sqlx::query("DELETE FROM second_factors WHERE login = $1")
            .bind(login)
            .execute(&mut *transaction)
            .await?;
        put_codes(&mut transaction, login, &[]).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes a code, together with the login that it is for: neither without the other, and each once, however many
    /// come at a time.
    pub async fn take_code(&self, login: &str, code: &RightCode, purpose: For<'_>) -> Result<Taken, Error> {
        let mut transaction = self.pool.begin().await?;
        if let For::Login { id, now } = purpose {
            let done = sqlx::query("DELETE FROM waiting_logins WHERE id = $1 AND begun_at > $2")
                .bind(id)
                .bind(now - WAITS)
                .execute(&mut *transaction)
                .await?;
            if done.rows_affected() == 0 {
                return Ok(Taken::NobodyWaits);
            }
        }
        let query = match code {
            RightCode::Step(step) => {
                sqlx::query("UPDATE second_factors SET used_step = $2 WHERE login = $1 AND used_step < $2")
                    .bind(login)
                    .bind(*step)
            }
            RightCode::Written(tag) => {
                sqlx::query("DELETE FROM recovery_codes WHERE login = $1 AND code = $2").bind(login).bind(tag)
            }
        };
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Ok(Taken::Refused);
        }
        transaction.commit().await?;
        Ok(Taken::Now)
    }

    /// How many codes that were written down were not taken.
    pub async fn recovery_codes_left(&self, login: &str) -> Result<u32, Error> {
        let row = sqlx::query("SELECT count(*) AS codes FROM recovery_codes WHERE login = $1")
            .bind(login)
            .fetch_one(&self.pool)
            .await?;
        Ok(u32::try_from(row.try_get::<i64, _>("codes")?).unwrap_or_default())
    }

    /// Puts codes, as tags, in the place of those that are there.
    pub async fn put_recovery_codes(&self, login: &str, codes: &[String]) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        put_codes(&mut transaction, login, codes).await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps a login that waits for its code, sealed by the caller, for ten minutes.
    pub async fn add_waiting_login(
        &self,
        login: &str,
        id: &str,
        content: &[u8],
        now: i64,
    ) -> Result<(), Error> {
        sqlx::query("INSERT INTO waiting_logins (id, login, content, begun_at) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(login)
            .bind(content)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// A login that waits; `None` after ten minutes.
    pub async fn waiting_login(&self, id: &str, now: i64) -> Result<Option<Vec<u8>>, Error> {
        let row = sqlx::query("SELECT content FROM waiting_logins WHERE id = $1 AND begun_at > $2")
            .bind(id)
            .bind(now - WAITS)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("content")).transpose()?)
    }

    /// Ends one login that waits.
    pub async fn end_waiting_login(&self, id: &str) -> Result<(), Error> {
        sqlx::query("DELETE FROM waiting_logins WHERE id = $1").bind(id).execute(&self.pool).await?;
        Ok(())
    }

    /// Whether a login of a name waits for its code.
    pub async fn is_login_waiting(&self, login: &str, now: i64) -> Result<bool, Error> {
        let row = sqlx::query("SELECT 1 FROM waiting_logins WHERE login = $1 AND begun_at > $2 LIMIT 1")
            .bind(login)
            .bind(now - WAITS)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// Ends all logins of a name that wait for their code.
    pub async fn end_waiting_logins(&self, login: &str) -> Result<(), Error> {
        end_waiting_logins(&mut *self.pool.acquire().await?, login).await
    }

    /// Forgets logins that waited for too long; how many.
    pub async fn purge_waiting_logins(&self, now: i64) -> Result<u64, Error> {
        let done = sqlx::query("DELETE FROM waiting_logins WHERE begun_at <= $1")
            .bind(now - WAITS)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }
}

async fn end_waiting_logins(connection: &mut sqlx::AnyConnection, login: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM waiting_logins WHERE login = $1").bind(login).execute(connection).await?;
    Ok(())
}

async fn put_codes(
    transaction: &mut sqlx::AnyConnection,
    login: &str,
    codes: &[String],
) -> Result<(), Error> {
    sqlx::query("DELETE FROM recovery_codes WHERE login = $1").bind(login).execute(&mut *transaction).await?;
    for code in codes {
        sqlx::query("INSERT INTO recovery_codes (login, code) VALUES ($1, $2)")
            .bind(login)
            .bind(code)
            .execute(&mut *transaction)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sessions::tests::begun;
    use super::super::tests::stores;
    use super::*;

    const NOBODY: Before<'_> = Before { accounts: &[], but: "" };

    #[tokio::test]
    async fn a_login_waits_ten_minutes_for_its_code_and_goes_on_once() {
        for store in stores("test_waiting_logins").await {
            let add = async |login: &str, id: &str| {
                store.add_waiting_login(login, id, b"sealed\0", 100).await.unwrap();
            };
            let is_there = async |id: &str, now: i64| store.waiting_login(id, now).await.unwrap().is_some();
            let row = FactorRow { secret: Vec::new(), used_step: 1, added_at: 2 };
            store.add_factor("a@b.c", &row, &["one".to_owned(), "two".to_owned()], NOBODY).await.unwrap();
            add("a@b.c", "x").await;
            let found = store.waiting_login("x", 100 + WAITS - 1).await.unwrap();
            assert_eq!(found.as_deref(), Some(&b"sealed\0"[..]));
            assert!(!is_there("x", 100 + WAITS).await && !is_there("y", 100).await);

            // A code and its login go together, or not at all.
            let take = async |code: &RightCode, id: &str, now: i64| {
                store.take_code("a@b.c", code, For::Login { id, now }).await.unwrap()
            };
            let one = RightCode::Written("one".to_owned());
            assert_eq!(take(&one, "x", 100 + WAITS).await, Taken::NobodyWaits);
            assert_eq!(take(&one, "y", 100).await, Taken::NobodyWaits);
            assert_eq!(take(&RightCode::Step(1), "x", 100).await, Taken::Refused);
            assert!(is_there("x", 100).await, "it waits for another code");
            assert_eq!(take(&one, "x", 100).await, Taken::Now);
            assert_eq!(take(&RightCode::Step(2), "x", 100).await, Taken::NobodyWaits);
            add("a@b.c", "x").await;
            assert_eq!(take(&one, "x", 100).await, Taken::Refused);
            assert_eq!(take(&RightCode::Step(2), "x", 100).await, Taken::Now, "it was not used up before");
            let proof = async |code| store.take_code("a@b.c", &code, For::Proof).await.unwrap();
            assert_eq!(proof(RightCode::Step(2)).await, Taken::Refused);
            assert_eq!(proof(RightCode::Written("two".to_owned())).await, Taken::Now);

            for (login, id) in [("a@b.c", "1"), ("a@b.c", "2"), ("z@b.c", "3")] {
                add(login, id).await;
            }
            assert!(store.is_login_waiting("z@b.c", 100 + WAITS - 1).await.unwrap());
            assert!(!store.is_login_waiting("z@b.c", 100 + WAITS).await.unwrap());
            store.end_waiting_logins("z@b.c").await.unwrap();
            assert!(!store.is_login_waiting("z@b.c", 100).await.unwrap());
            assert!(is_there("1", 100).await && !is_there("3", 100).await);
            assert_eq!(store.purge_waiting_logins(100 + WAITS - 1).await.unwrap(), 0);
            store.remove_factor("a@b.c").await.unwrap();
            assert!(!is_there("2", 100).await, "it waits for nothing");
            add("z@b.c", "3").await;
            assert_eq!(store.purge_waiting_logins(100 + WAITS).await.unwrap(), 1);
        }
    }

    #[tokio::test]
    async fn a_name_has_one_factor() {
        for store in stores("test_factor_row").await {
            let row = FactorRow { secret: b"\0x".to_vec(), used_step: 1, added_at: 2 };
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let capital = store.account_signed_in("A@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            let mut ids = Vec::new();
            for account in [account, account, capital, other] {
                ids.push(begun(&store, account, 100).await);
            }
            let before = Before { accounts: &[account, capital], but: &ids[0] };
            let closed = store.add_factor("a@b.c", &row, &["one".to_owned()], before).await.unwrap();
            assert_eq!(closed.unwrap(), [ids[1].as_str(), ids[2].as_str()]);
            let other = FactorRow { secret: b"y".to_vec(), ..row.clone() };
            let before = Before { but: "", ..before };
            assert_eq!(store.add_factor("a@b.c", &other, &[], before).await.unwrap(), None);
            let hour = std::time::Duration::from_secs(3_600);
            for (id, is_there) in ids.iter().zip([true, false, false, true]) {
                assert_eq!(store.is_session_there(id, hour, 101).await.unwrap(), is_there);
            }
            assert_eq!(store.factor("a@b.c").await.unwrap(), Some(row));
            assert_eq!(store.factor("z@b.c").await.unwrap(), None);
            assert_eq!(store.recovery_codes_left("a@b.c").await.unwrap(), 1);
        }
    }
}
