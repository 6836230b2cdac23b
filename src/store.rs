//! The database: SQLite or PostgreSQL, one SQL for both (the door of `sqlx`).

pub mod accounts;
pub mod attempts;
pub mod drafts;
pub mod outbox;
pub mod sessions;
pub mod uploads;

/// The database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(in crate::store) pool: sqlx::AnyPool,
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
}

impl Store {
    /// Opens the database at `url` (`sqlite:///path/file.db`, `sqlite::memory:`, `postgres://…`),
    /// makes it where it is missing (SQLite, file mode 0600), and brings its tables up to date.
    pub async fn open(_url: &str) -> Result<Self, Error> {
        todo!()
    }
}
