//! The database: SQLite or PostgreSQL, one SQL for both (the door of `sqlx`).
//!
//! To keep it one: ids and times are 64-bit integers, parameters are written `$1`, and only types
//! that `sqlx::Any` reads from both are used (no BOOLEAN, no bare `sum()`).

pub mod accounts;
pub mod attempts;
pub mod books;
pub mod cards;
pub mod completing;
pub mod drafts;
pub mod examine;
pub mod factors;
pub mod kept_forms;
pub mod log;
pub mod logins;
pub mod outbox;
mod outbox_pieces;
pub mod own_words;
pub mod preferences;
pub mod receipt_turns;
mod recent;
pub mod remote_books;
pub mod sessions;
pub mod trusted_senders;
pub mod uploads;
pub mod waiting;

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection as _};
use tokio::sync::Notify;

use self::accounts::texts::{TextRow, Texts};
use self::recent::Recent;
use self::sessions::RecentSessions;

/// Connections to PostgreSQL, or to the SQLite file: enough that readers do not wait for a writer.
const CONNECTIONS: u32 = 8;

/// The longest that a query waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The steps of the tables in SQLite.
static SQLITE: Migrator = sqlx::migrate!("src/store/migrations/sqlite");

/// The same in PostgreSQL.
static POSTGRES: Migrator = sqlx::migrate!("src/store/migrations/postgres");

/// How a connection to SQLite works. With WAL, NORMAL loses nothing when the program dies, and at most
/// the last moments when the machine does. [`Store::checkpoint`] moves the log into the file, so that no request
/// waits for the disk; where that does not keep up, whoever writes does it when the log has 64 MB, and what it has more
/// than that goes back to the disk once it was moved. Files and messages are large rows: a file that is made now has larger pages than SQLite would take.
const SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; \
                        PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
                        PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 67108864;";

/// The database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(in crate::store) pool: sqlx::AnyPool,
    is_file: bool,
    /// What accounts decided.
    preferences: Recent<AccountId, Option<String>>,
    sessions: RecentSessions,
    /// The texts of accounts.
    texts: Recent<(AccountId, Texts), Vec<TextRow>>,
    /// How many messages of accounts wait.
    waiting: Recent<AccountId, u32>,
    /// Much was written.
    log_grew: Arc<Notify>,
}

/// The number of an account here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

/// The database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought up to date.
    #[error("the database cannot be brought up to date")]
    Migration(#[from] MigrateError),
    /// A newer version of the program has changed the tables.
    #[error(
        "its tables are of step {found}, and this version of facteur knows {known}: \
         run the newer version that used it, or put a backup back"
    )]
    Newer {
        /// The step that is not known.
        found: i64,
        /// The last one that is.
        known: i64,
    },
    /// The server of the database cannot be reached.
    #[error("its server cannot be reached")]
    Unreachable(#[source] io::Error),
    /// The SQLite file cannot be made.
    #[error("the database file cannot be made")]
    File(#[source] io::Error),
    /// Others changed a row again and again before it was written; it is as they left it.
    #[error("others change the same all the time")]
    Contended,
    /// A value that this version did not write.
    #[error("cannot read {0} in the database")]
    Unreadable(&'static str),
}

impl Error {
    /// The program ends, and gives its connections back: nothing is wrong with the database.
    pub fn is_the_end(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::PoolClosed))
    }
}

impl Store {
    /// Opens the database at `url` (`sqlite:///path/file.db`, `sqlite::memory:`, `postgres://…`),
    /// makes it where it is missing (SQLite, file mode 0600), and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let is_file = url.starts_with("sqlite:");
        let pool = if is_file { open_sqlite(url).await? } else { open_postgres(url).await? };
        Ok(Self {
            pool,
            is_file,
            preferences: Recent::new(is_file),
            sessions: Recent::new(is_file),
            texts: Recent::new(is_file),
            waiting: Recent::new(is_file),
            log_grew: Arc::default(),
        })
    }

    /// Whether no other process works on this database: SQLite is for one, PostgreSQL for several.
    pub fn is_for_one_process(&self) -> bool {
        self.is_file
    }

    /// Closes the connections; what runs ends first.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

async fn open_postgres(url: &str) -> Result<AnyPool, Error> {
    let options = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
    let pool = match options.connect(url).await {
        // The pool waits for a server that is just starting, and then forgets why it did in vain.
        Err(sqlx::Error::PoolTimedOut) => {
            connect(url).await?.close().await?;
            return Err(sqlx::Error::PoolTimedOut.into());
        }
        outcome => outcome.map_err(failed)?,
    };
    bring_up_to_date(&pool, &POSTGRES).await?;
    Ok(pool)
}

async fn open_sqlite(url: &str) -> Result<AnyPool, Error> {
    let in_memory = url.contains(":memory:");
    if !in_memory {
        create_file(Path::new(url.trim_start_matches("sqlite:").trim_start_matches("//")))?;
        // A file that is no database fails here, with its reason: the pool would try it again and
        // again, and then know of no reason.
        let mut first = connect(url).await?;
        sqlx::raw_sql(SETTINGS).execute(&mut first).await?;
        first.close().await?;
    }
    // A database in memory lives as long as its one connection.
    let options = AnyPoolOptions::new()
        .max_connections(if in_memory { 1 } else { CONNECTIONS })
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // There is no server that could have gone away, and asking wakes a thread before each query.
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(SETTINGS).execute(connection).await?;
                Ok(())
            })
        });
    let pool = options.connect(url).await?;
    bring_up_to_date(&pool, &SQLITE).await?;
    Ok(pool)
}

/// One connection, without waiting for a server that starts.
async fn connect(url: &str) -> Result<AnyConnection, Error> {
    let connecting = tokio::time::timeout(PATIENCE, AnyConnection::connect(url)).await;
    connecting.unwrap_or_else(|_| Err(sqlx::Error::Io(io::ErrorKind::TimedOut.into()))).map_err(failed)
}

fn failed(error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Io(source) => Error::Unreachable(source),
        other => Error::Database(other),
    }
}

async fn bring_up_to_date(pool: &AnyPool, steps: &Migrator) -> Result<(), Error> {
    match steps.run(pool).await {
        Err(MigrateError::VersionMissing(found)) => Err(Error::Newer { found, known: last(steps) }),
        outcome => Ok(outcome?),
    }
}

fn last(steps: &Migrator) -> i64 {
    steps.iter().map(|it| it.version).max().unwrap_or(0)
}

/// Makes the file for its owner alone; SQLite gives the same mode to the files beside it.
fn create_file(path: &Path) -> Result<(), Error> {
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Error::File(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    /// SQLite always, and PostgreSQL (a schema of its own, removed by name at the next run) when
    /// `TEST_POSTGRES_URL` is set.
    pub(crate) async fn stores(name: &str) -> Vec<Store> {
        let mut stores = vec![Store::open("sqlite::memory:").await.unwrap()];
        if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
            sqlx::any::install_default_drivers();
            let pool = AnyPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
            let fresh = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name};");
            sqlx::raw_sql(sqlx::AssertSqlSafe(fresh)).execute(&pool).await.unwrap();
            let mark = if url.contains('?') { '&' } else { '?' };
            let url = format!("{url}{mark}options[search_path]={name}");
            stores.push(Store::open(&url).await.unwrap());
        }
        stores
    }

    #[tokio::test]
    async fn the_file_is_for_its_owner_alone_and_opens_again() {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/facteur.db", directory.path().display());
        let store = Store::open(&url).await.unwrap();
        let account = store.account_signed_in("pierre@example.test", 1).await.unwrap();
        for file in fs::read_dir(directory.path()).unwrap() {
            assert_eq!(file.unwrap().metadata().unwrap().mode() & 0o777, 0o600);
        }
        store.close().await;
        let store = Store::open(&url).await.unwrap();
        assert_eq!(store.account_signed_in("pierre@example.test", 2).await.unwrap(), account);
    }

    #[tokio::test]
    async fn writers_at_the_same_time_wait_for_each_other() {
        let directory = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite://{}/facteur.db", directory.path().display())).await.unwrap();
        let writers = (0..40_i64).map(|number| {
            let store = store.clone();
            tokio::spawn(
                async move { store.account_signed_in(&format!("a{}@b.c", number % 4), number).await },
            )
        });
        let mut accounts = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            accounts.push(writer.await.unwrap().unwrap());
        }
        accounts.sort_unstable();
        accounts.dedup();
        assert_eq!(accounts.len(), 4);
    }
}
