//! The store of `tower-sessions` on our tables.
//!
//! A session has two ends. The idle one slides: reading a session is using it, and that is written
//! at most once a minute. The absolute one is set when the row is made (at login, which always
//! makes a new row) and never moves. A save changes a row and never makes one, so that a slow
//! request cannot bring back a session that was signed out in the meantime.
//!
//! A row says beside its content whose session it is and from where it was begun ([`About`]), so that its person
//! can look at all of theirs and close them.

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, Error as SessionError};

use super::recent::Recent;
use super::{AccountId, Error, Store};

/// A use is written when the last one that was written is older than this, in seconds.
const TOUCHED_EVERY: i64 = 60;

/// Sessions that were just read.
pub(super) type RecentSessions = Recent<Id, Record>;

/// The value of a new session that says whose it is: [`About`].
pub const ABOUT: &str = "about";

/// Whose a session is, and from where it was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The account.
    pub account: i64,
    /// An address of IP.
    pub address: String,
    /// What the browser says it is (`User-Agent`), cut.
    pub agent: String,
}

/// A session that has not ended, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// What it is known by; for no page and no log.
    pub id: String,
    /// From where it was begun.
    pub address: String,
    /// What the browser said it is.
    pub agent: String,
    /// When it was begun, in seconds since 1970-01-01 UTC.
    pub begun_at: i64,
    /// When it was used last, to a minute, in seconds since 1970-01-01 UTC.
    pub used_at: i64,
}

type AnyQuery<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

/// Sessions as rows, with both their ends.
#[derive(Clone, Debug)]
pub struct SessionRows {
    store: Store,
    idle: i64,
    life: i64,
    recent: RecentSessions,
}

impl SessionRows {
    /// Sessions that end `idle` after their last use, and `life` after their beginning.
    pub fn new(store: Store, idle: Duration, life: Duration) -> Self {
        let seconds = |it: Duration| i64::try_from(it.as_secs()).unwrap_or(i64::MAX / 4);
        let recent = store.sessions.clone();
        Self { store, idle: seconds(idle), life: seconds(life), recent }
    }

    async fn insert(&self, record: &mut Record, now: i64) -> session_store::Result<()> {
        let about: Option<About> =
            record.data.get(ABOUT).and_then(|it| serde_json::from_value(it.clone()).ok());
        loop {
            let done = sqlx::query(
                "INSERT INTO sessions \
                 (id, content, used_at, ends_at, begun_at, account_id, address, agent) \
                 VALUES ($1, $2, $3, $4, $3, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
            )
            .bind(record.id.to_string())
            .bind(encode(record)?)
            .bind(now)
            .bind(now + self.life)
            .bind(about.as_ref().map(|it| it.account))
            .bind(about.as_ref().map_or("", |it| &it.address))
            .bind(about.as_ref().map_or("", |it| &it.agent))
            .execute(&self.store.pool)
            .await
            .map_err(backend)?;
            if done.rows_affected() == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn find(&self, id: &Id, now: i64) -> session_store::Result<Option<Record>> {
        if let Some(record) = self.recent.get(id, now) {
            return Ok(Some(record));
        }
        let changes = self.recent.changes();
        let row = sqlx::query(
            "SELECT content, used_at, ends_at FROM sessions WHERE id = $1 AND ends_at > $2 AND used_at > $3",
        )
        .bind(id.to_string())
        .bind(now)
        .bind(now - self.idle)
        .fetch_optional(&self.store.pool)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let used_at: i64 = row.try_get("used_at").map_err(backend)?;
        let ends_at: i64 = row.try_get("ends_at").map_err(backend)?;
        let is_touched = used_at <= now - TOUCHED_EVERY;
        if is_touched {
            sqlx::query("UPDATE sessions SET used_at = $2 WHERE id = $1")
                .bind(id.to_string())
                .bind(now)
                .execute(&self.store.pool)
                .await
                .map_err(backend)?;
        }
        let content: String = row.try_get("content").map_err(backend)?;
        let record: Record =
            serde_json::from_str(&content).map_err(|error| SessionError::Decode(error.to_string()))?;
        // It is read again when it may have ended, or when its use is to be written.
        let used_at = if is_touched { now } else { used_at };
        let until = ends_at.min(used_at + self.idle.min(TOUCHED_EVERY));
        self.recent.put(changes, record.id, &record, now, until);
        Ok(Some(record))
    }

    async fn change(&self, id: Id, query: AnyQuery<'static>) -> session_store::Result<()> {
        let pool = self.store.pool.clone();
        let change = self.recent.change(id, async move { query.execute(&pool).await });
        let done = change.await.map_err(|error| SessionError::Backend(error.to_string()))?;
        done.map(drop).map_err(backend)
    }
}

#[async_trait]
impl SessionStore for SessionRows {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.insert(record, now()).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let save = sqlx::query("UPDATE sessions SET content = $2 WHERE id = $1");
        self.change(record.id, save.bind(record.id.to_string()).bind(encode(record)?)).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.find(id, now()).await
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.change(*id, sqlx::query("DELETE FROM sessions WHERE id = $1").bind(id.to_string())).await
    }
}

impl Store {
    /// Whether a session has not ended. To ask is not to use it.
    pub async fn is_session_there(&self, id: &str, idle: Duration, now: i64) -> Result<bool, Error> {
        let idle = i64::try_from(idle.as_secs()).unwrap_or(i64::MAX / 4);
        let row = sqlx::query("SELECT 1 FROM sessions WHERE id = $1 AND ends_at > $2 AND used_at > $3")
            .bind(id.to_owned())
            .bind(now)
            .bind(now - idle)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// Uses a session, as reading it does: its idle end moves. Whether it has not ended.
    pub async fn use_session(&self, id: &str, idle: Duration, now: i64) -> Result<bool, Error> {
        let idle = i64::try_from(idle.as_secs()).unwrap_or(i64::MAX / 4);
        let done =
            sqlx::query("UPDATE sessions SET used_at = $2 WHERE id = $1 AND ends_at > $2 AND used_at > $3")
                .bind(id.to_owned())
                .bind(now)
                .bind(now - idle)
                .execute(&self.pool)
                .await?;
        Ok(done.rows_affected() == 1)
    }

    /// The sessions of an account that have not ended, the one that was used last first. `idle` is as in
    /// [`SessionRows::new`].
    pub async fn open_sessions(
        &self,
        account: AccountId,
        idle: Duration,
        now: i64,
    ) -> Result<Vec<OpenSession>, Error> {
        let idle = i64::try_from(idle.as_secs()).unwrap_or(i64::MAX / 4);
        let rows = sqlx::query(
            "SELECT id, address, agent, begun_at, used_at FROM sessions \
             WHERE account_id = $1 AND ends_at > $2 AND used_at > $3 ORDER BY used_at DESC, id",
        )
        .bind(account.0)
        .bind(now)
        .bind(now - idle)
        .fetch_all(&self.pool)
        .await?;
        let read = |row: sqlx::any::AnyRow| {
            Ok(OpenSession {
                id: row.try_get("id")?,
                address: row.try_get("address")?,
                agent: row.try_get("agent")?,
                begun_at: row.try_get("begun_at")?,
                used_at: row.try_get("used_at")?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Ends the sessions of an account but one, and those that are named alone if any are; what those that were
    /// there are known by.
    pub async fn close_sessions(
        &self,
        account: AccountId,
        but: &str,
        only: Option<&str>,
    ) -> Result<Vec<String>, Error> {
        let closed = delete_others(&mut *self.pool.acquire().await?, account, but, only).await?;
        self.forget_sessions(&closed);
        Ok(closed)
    }

    /// Sessions that were deleted are believed no more.
    pub(super) fn forget_sessions(&self, closed: &[String]) {
        for id in closed.iter().filter_map(|it| it.parse().ok()) {
            self.sessions.forget(&id);
        }
    }

    /// Removes sessions that ended; how many. `idle` is as in [`SessionRows::new`].
    pub async fn purge_sessions(&self, idle: Duration, now: i64) -> Result<u64, Error> {
        let idle = i64::try_from(idle.as_secs()).unwrap_or(i64::MAX / 4);
        let done = sqlx::query("DELETE FROM sessions WHERE ends_at <= $1 OR used_at <= $2")
            .bind(now)
            .bind(now - idle)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }
}

/// As [`Store::close_sessions`], which are to be forgotten once that is written.
pub(super) async fn delete_others(
    connection: &mut sqlx::AnyConnection,
    account: AccountId,
    but: &str,
    only: Option<&str>,
) -> Result<Vec<String>, Error> {
    let rows = sqlx::query(
        "DELETE FROM sessions WHERE account_id = $1 AND id <> $2 AND (id = $3 OR $4 = 1) RETURNING id",
    )
    .bind(account.0)
    .bind(but)
    .bind(only.unwrap_or_default())
    .bind(i64::from(only.is_none()))
    .fetch_all(connection)
    .await?;
    Ok(rows.iter().map(|it| it.try_get("id")).collect::<Result<_, _>>()?)
}

fn now() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}

fn encode(record: &Record) -> session_store::Result<String> {
    serde_json::to_string(record).map_err(|error| SessionError::Encode(error.to_string()))
}

#[expect(clippy::needless_pass_by_value, reason = "as map_err gives it")]
fn backend(error: sqlx::Error) -> SessionError {
    SessionError::Backend(error.to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::tests::stores;
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    /// A session of an account that was used last at `now`, and may last for ever; what it is known by.
    pub(crate) async fn begun(store: &Store, account: AccountId, now: i64) -> String {
        let rows = SessionRows::new(store.clone(), HOUR, Duration::MAX);
        let about = About { account: account.0, address: String::new(), agent: String::new() };
        let mut session = record("a");
        session.data.insert(ABOUT.to_owned(), serde_json::to_value(about).unwrap());
        rows.insert(&mut session, now).await.unwrap();
        session.id.to_string()
    }

    fn record(value: &str) -> Record {
        let data = [("login".to_owned(), value.into())].into();
        Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH }
    }

    async fn is_there(rows: &SessionRows, id: Id, now: i64) -> bool {
        rows.find(&id, now).await.unwrap().is_some()
    }

    #[tokio::test]
    async fn a_session_is_kept_changed_and_removed() {
        for store in stores("test_sessions").await {
            let rows = SessionRows::new(store, HOUR, HOUR);
            let mut first = record("a");
            rows.create(&mut first).await.unwrap();
            assert_eq!(rows.load(&first.id).await.unwrap(), Some(first.clone()));
            first.data.insert("notice".to_owned(), "x".into());
            rows.save(&first).await.unwrap();
            assert_eq!(rows.load(&first.id).await.unwrap(), Some(first.clone()));
            let mut same_id = Record { id: first.id, ..record("b") };
            rows.create(&mut same_id).await.unwrap();
            assert_ne!(same_id.id, first.id);
            rows.delete(&first.id).await.unwrap();
            assert_eq!(rows.load(&first.id).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn a_late_save_does_not_bring_a_session_back() {
        for store in stores("test_sessions_late").await {
            let rows = SessionRows::new(store, HOUR, HOUR);
            let mut gone = record("a");
            rows.create(&mut gone).await.unwrap();
            rows.delete(&gone.id).await.unwrap();
            rows.save(&gone).await.unwrap();
            assert_eq!(rows.load(&gone.id).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn the_idle_end_slides_and_the_absolute_one_does_not() {
        for store in stores("test_sessions_ends").await {
            let rows = SessionRows::new(store.clone(), HOUR, 3 * HOUR);
            let mut used = record("a");
            rows.insert(&mut used, 0).await.unwrap();
            let mut idle = record("b");
            rows.insert(&mut idle, 0).await.unwrap();
            for now in [3_000, 6_000, 9_000, 10_799] {
                assert!(is_there(&rows, used.id, now).await, "{now}");
            }
            assert!(!is_there(&rows, idle.id, 3_600).await);
            assert_eq!(store.purge_sessions(HOUR, 10_799).await.unwrap(), 1);
            assert!(!is_there(&rows, used.id, 10_800).await);
            assert_eq!(store.purge_sessions(HOUR, 10_800).await.unwrap(), 1);
        }
    }

    #[tokio::test]
    async fn to_ask_whether_a_session_is_there_is_not_to_use_it() {
        for store in stores("test_sessions_there").await {
            let rows = SessionRows::new(store.clone(), HOUR, 3 * HOUR);
            let mut session = record("a");
            rows.insert(&mut session, 0).await.unwrap();
            let id = session.id.to_string();
            for (now, expected) in [(0, true), (3_000, true), (3_599, true), (3_600, false)] {
                assert_eq!(store.is_session_there(&id, HOUR, now).await.unwrap(), expected, "{now}");
            }
            assert!(!store.is_session_there("", HOUR, 0).await.unwrap());
            assert!(!store.use_session(&id, HOUR, 3_600).await.unwrap(), "it has ended");
            assert!(store.use_session(&id, HOUR, 3_000).await.unwrap());
            assert!(store.is_session_there(&id, HOUR, 6_599).await.unwrap());
            rows.delete(&session.id).await.unwrap();
            assert!(!store.use_session(&id, HOUR, 3_000).await.unwrap(), "it was closed");
        }
    }

    #[tokio::test]
    async fn an_account_sees_its_sessions_and_closes_others() {
        for store in stores("test_sessions_open").await {
            let rows = SessionRows::new(store.clone(), HOUR, 3 * HOUR);
            let pierre = store.account_signed_in("pierre@b.c", 1).await.unwrap();
            let claire = store.account_signed_in("claire@b.c", 1).await.unwrap();
            let mut ids = Vec::new();
            for (number, (account, at)) in
                [(pierre, 0), (pierre, 10), (pierre, 20), (claire, 30)].iter().enumerate()
            {
                let about =
                    About { account: account.0, address: format!("10.0.0.{number}"), agent: "x".to_owned() };
                let mut one = record("a");
                one.data.insert(ABOUT.to_owned(), serde_json::to_value(about).unwrap());
                rows.insert(&mut one, *at).await.unwrap();
                assert!(is_there(&rows, one.id, *at).await);
                ids.push(one.id);
            }
            rows.insert(&mut record("of nobody"), 0).await.unwrap();
            let open = store.open_sessions(pierre, HOUR, 40).await.unwrap();
            let seen: Vec<_> = open.iter().map(|it| (it.address.as_str(), it.begun_at)).collect();
            assert_eq!(seen, [("10.0.0.2", 20), ("10.0.0.1", 10), ("10.0.0.0", 0)]);
            assert_eq!(store.open_sessions(pierre, HOUR, 3_605).await.unwrap().len(), 2);

            let [first, second, third, foreign] = [0, 1, 2, 3].map(|it: usize| ids[it].to_string());
            let close = |only| store.close_sessions(pierre, &first, only);
            assert_eq!(close(Some(foreign.as_str())).await.unwrap(), [""; 0], "of somebody else");
            assert_eq!(close(Some(first.as_str())).await.unwrap(), [""; 0], "this one is not another");
            assert_eq!(close(Some(second.as_str())).await.unwrap(), [second.as_str()]);
            assert!(!is_there(&rows, ids[1], 11).await, "at once, although it was just read");
            assert_eq!(close(None).await.unwrap(), [third.as_str()]);
            let left = [0, 2, 3].map(|it: usize| ids[it]);
            let mut are_there = Vec::new();
            for id in left {
                are_there.push(is_there(&rows, id, 41).await);
            }
            assert_eq!(are_there, [true, false, true]);
        }
    }

    #[tokio::test]
    async fn a_use_is_written_at_most_once_a_minute() {
        for store in stores("test_sessions_touched").await {
            let rows = SessionRows::new(store.clone(), HOUR, 3 * HOUR);
            let mut used = record("a");
            rows.insert(&mut used, 0).await.unwrap();
            for (now, written) in [(59, 0), (60, 60), (100, 60), (120, 120)] {
                assert!(is_there(&rows, used.id, now).await);
                let row = sqlx::query("SELECT used_at FROM sessions").fetch_one(&store.pool).await.unwrap();
                assert_eq!(row.get::<i64, _>("used_at"), written);
            }
        }
    }
}
