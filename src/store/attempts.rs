//! The list of login attempts.

use sqlx::Row as _;

use super::{Error, Store};

/// How long an attempt is kept, in seconds.
const KEPT: i64 = 90 * 86_400;

/// One attempt to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The login name, completed.
    pub login: String,
    /// From where.
    pub address: String,
    /// When, in seconds since 1970-01-01 UTC.
    pub tried_at: i64,
    /// Whether the server knew them.
    pub succeeded: bool,
}

/// The number of an attempt in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId(i64);

/// Failures since a time, with the time of the oldest of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// The oldest, if there is one.
    pub oldest_at: Option<i64>,
}

impl Store {
    /// Adds an attempt.
    pub async fn add_attempt(&self, attempt: &Attempt) -> Result<AttemptId, Error> {
        let row = sqlx::query(
            "INSERT INTO attempts (login, address, tried_at, succeeded) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(&attempt.login)
        .bind(&attempt.address)
        .bind(attempt.tried_at)
        .bind(i64::from(attempt.succeeded))
        .fetch_one(&self.pool)
        .await?;
        Ok(AttemptId(row.try_get("id")?))
    }

    /// The attempt was added as a failure while it was under way, and went well.
    pub async fn attempt_succeeded(&self, attempt: AttemptId) -> Result<(), Error> {
        sqlx::query("UPDATE attempts SET succeeded = 1 WHERE id = $1")
            .bind(attempt.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The attempt never reached the server: it does not count.
    pub async fn remove_attempt(&self, attempt: AttemptId) -> Result<(), Error> {
        sqlx::query("DELETE FROM attempts WHERE id = $1").bind(attempt.0).execute(&self.pool).await?;
        Ok(())
    }

    /// Forgets attempts that are older than 90 days; how many.
    pub async fn purge_attempts(&self, now: i64) -> Result<u64, Error> {
        let done = sqlx::query("DELETE FROM attempts WHERE tried_at < $1")
            .bind(now - KEPT)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }

    /// Failures of a login name since `since` and since its last success.
    pub async fn failures_of_login(&self, login: &str, since: i64) -> Result<Failures, Error> {
        let row = sqlx::query(
            "SELECT count(*) AS failed, min(tried_at) AS oldest_at FROM attempts \
             WHERE login = $1 AND tried_at >= $2 AND succeeded = 0 \
             AND id > coalesce((SELECT max(id) FROM attempts WHERE login = $1 AND succeeded = 1), 0)",
        )
        .bind(login)
        .bind(since)
        .fetch_one(&self.pool)
        .await?;
        failures(&row)
    }

    /// Failures from an address since `since`.
    pub async fn failures_of_address(&self, address: &str, since: i64) -> Result<Failures, Error> {
        let row = sqlx::query(
            "SELECT count(*) AS failed, min(tried_at) AS oldest_at FROM attempts \
             WHERE address = $1 AND tried_at >= $2 AND succeeded = 0",
        )
        .bind(address)
        .bind(since)
        .fetch_one(&self.pool)
        .await?;
        failures(&row)
    }
}

fn failures(row: &sqlx::any::AnyRow) -> Result<Failures, Error> {
    let count: i64 = row.try_get("failed")?;
    Ok(Failures { count: u32::try_from(count).unwrap_or(u32::MAX), oldest_at: row.try_get("oldest_at")? })
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    fn attempt(login: &str, address: &str, tried_at: i64, succeeded: bool) -> Attempt {
        Attempt { login: login.to_owned(), address: address.to_owned(), tried_at, succeeded }
    }

    #[tokio::test]
    async fn failures_count_by_account_and_by_address() {
        for store in stores("test_attempts").await {
            assert_eq!(store.failures_of_login("a@b.c", 0).await.unwrap(), Failures::default());
            for (login, address, at) in
                [("a@b.c", "::1", 100), ("a@b.c", "::1", 200), ("z@b.c", "::1", 300), ("a@b.c", "::2", 400)]
            {
                store.add_attempt(&attempt(login, address, at, false)).await.unwrap();
            }
            let of_login = store.failures_of_login("a@b.c", 150).await.unwrap();
            assert_eq!(of_login, Failures { count: 2, oldest_at: Some(200) });
            let of_address = store.failures_of_address("::1", 0).await.unwrap();
            assert_eq!(of_address, Failures { count: 3, oldest_at: Some(100) });

            store.add_attempt(&attempt("a@b.c", "::3", 500, true)).await.unwrap();
            assert_eq!(store.failures_of_login("a@b.c", 0).await.unwrap().count, 0);
            assert_eq!(store.failures_of_address("::1", 0).await.unwrap().count, 3);
        }
    }

    #[tokio::test]
    async fn an_attempt_counts_while_it_is_under_way() {
        for store in stores("test_attempts_under_way").await {
            let first = store.add_attempt(&attempt("a@b.c", "::1", 100, false)).await.unwrap();
            let second = store.add_attempt(&attempt("a@b.c", "::1", 101, false)).await.unwrap();
            assert_eq!(store.failures_of_login("a@b.c", 0).await.unwrap().count, 2);
            store.remove_attempt(second).await.unwrap();
            assert_eq!(store.failures_of_login("a@b.c", 0).await.unwrap().count, 1);
            store.attempt_succeeded(first).await.unwrap();
            assert_eq!(store.failures_of_login("a@b.c", 0).await.unwrap().count, 0);
            assert_eq!(store.failures_of_address("::1", 0).await.unwrap().count, 0);
        }
    }

    #[tokio::test]
    async fn attempts_are_forgotten_after_90_days() {
        for store in stores("test_attempts_purged").await {
            store.add_attempt(&attempt("a@b.c", "::1", 100, false)).await.unwrap();
            store.add_attempt(&attempt("a@b.c", "::1", 200, false)).await.unwrap();
            assert_eq!(store.purge_attempts(101 + KEPT).await.unwrap(), 1);
            assert_eq!(store.failures_of_address("::1", 0).await.unwrap().count, 1);
        }
    }
}
