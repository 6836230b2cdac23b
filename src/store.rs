//! The database: SQLite or PostgreSQL, one SQL for both (the door of `sqlx`).
//!
//! To keep it one: ids and times are 64-bit integers, parameters are written `$1`, and only types
//! that `sqlx::Any` reads from both are used (no BOOLEAN, no bare `sum()`).

pub mod accounts;
pub mod attempts;
pub mod drafts;
pub mod kept_forms;
pub mod outbox;
pub mod sessions;
pub mod uploads;

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;

/// Connections to PostgreSQL, or to the SQLite file: enough that readers do not wait for a writer.
const CONNECTIONS: u32 = 8;

/// The longest that a query waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(in crate::store) pool: sqlx::AnyPool,
    is_file: bool,
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
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The SQLite file cannot be made.
    #[error("the database file cannot be made")]
    File(#[source] io::Error),
    /// A value that this version did not write.
    #[error("cannot read {0} in the database")]
    Unreadable(&'static str),
}

impl Store {
    /// Opens the database at `url` (`sqlite:///path/file.db`, `sqlite::memory:`, `postgres://…`),
    /// makes it where it is missing (SQLite, file mode 0600), and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let is_file = url.starts_with("sqlite:");
        let pool = if is_file { open_sqlite(url).await? } else { open_postgres(url).await? };
        Ok(Self { pool, is_file })
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
    let pool = options.connect(url).await?;
    sqlx::migrate!("src/store/migrations/postgres").run(&pool).await?;
    Ok(pool)
}

async fn open_sqlite(url: &str) -> Result<AnyPool, Error> {
    let in_memory = url.contains(":memory:");
    if !in_memory {
        create_file(Path::new(url.trim_start_matches("sqlite:").trim_start_matches("//")))?;
    }
    // A database in memory lives as long as its one connection.
    let options = AnyPoolOptions::new()
        .max_connections(if in_memory { 1 } else { CONNECTIONS })
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // With WAL, NORMAL loses nothing when the program dies, and at most the last
                // moments when the machine does.
                let settings = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                                PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
                sqlx::raw_sql(settings).execute(connection).await?;
                Ok(())
            })
        });
    let pool = options.connect(url).await?;
    sqlx::migrate!("src/store/migrations/sqlite").run(&pool).await?;
    Ok(pool)
}

/// Makes the file for its owner alone; SQLite gives the same mode to the files beside it.
fn create_file(path: &Path) -> Result<(), Error> {
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Error::File(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    /// SQLite always, and PostgreSQL (a schema of its own, removed by name at the next run) when
    /// `TEST_POSTGRES_URL` is set.
    pub(super) async fn stores(name: &str) -> Vec<Store> {
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
