//! A database looked at before it is used: how far its tables are, whether they can be written.
//! Changes nothing and makes nothing.

use sqlx::{AnyConnection, Connection as _};

use super::{Error, POSTGRES, SQLITE, connect, last};

/// What was found.
#[derive(Debug)]
pub struct Examination {
    /// The last step that was made to the tables; 0 when there are none.
    pub step: i64,
    /// The last step that this version knows.
    pub known: i64,
    /// Whether rows can be changed and, where steps are missing, tables made.
    pub writing: Result<(), Error>,
    /// What the server of the database takes for now, in seconds since 1970-01-01 UTC; `None` for a
    /// file, which has no clock of its own.
    pub clock: Option<i64>,
}

/// Looks at the database at `url`, as [`super::Store::open`] takes it; a file must be there.
///
/// # Errors
///
/// [`Error::Unreachable`], and [`Error::Database`] when it lets nobody in or is none.
pub async fn examine(url: &str) -> Result<Examination, Error> {
    sqlx::any::install_default_drivers();
    let is_file = url.starts_with("sqlite:");
    let mut database = connect(url).await?;
    let known = last(if is_file { &SQLITE } else { &POSTGRES });
    let step = if number(&mut database, table_is_there(is_file)).await? == 0 {
        0
    } else {
        number(&mut database, "SELECT COALESCE(max(version), 0) FROM _sqlx_migrations").await?
    };
    let clock = match is_file {
        true => None,
        false => Some(number(&mut database, "SELECT CAST(extract(epoch FROM now()) AS BIGINT)").await?),
    };
    let writing = try_to_write(&mut database, step < known).await;
    database.close().await?;
    Ok(Examination { step, known, writing, clock })
}

/// Counts 1 or 0.
fn table_is_there(is_file: bool) -> &'static str {
    if is_file {
        "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'"
    } else {
        "SELECT count(*) FROM pg_class WHERE oid = to_regclass('_sqlx_migrations')"
    }
}

async fn number(database: &mut AnyConnection, query: &'static str) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(query).fetch_one(database).await?)
}

/// A change that is taken back: of no row, which needs the right and the lock all the same, or a table.
async fn try_to_write(database: &mut AnyConnection, steps_are_missing: bool) -> Result<(), Error> {
    let change = match steps_are_missing {
        true => "CREATE TABLE facteur_check (number BIGINT)",
        false => "DELETE FROM sessions WHERE 1 = 0",
    };
    let mut transaction = database.begin().await?;
    let outcome = sqlx::query(change).execute(&mut *transaction).await;
    transaction.rollback().await?;
    outcome?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Store;
    use super::*;

    #[tokio::test]
    async fn a_file_says_how_far_it_is_and_stays_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("facteur.db");
        let url = format!("sqlite://{}", path.display());
        assert!(examine(&url).await.is_err(), "nothing is made");
        assert!(!path.exists());
        fs::write(&path, "").unwrap();
        let empty = examine(&url).await.unwrap();
        assert!(empty.step == 0 && empty.known > 0 && empty.writing.is_ok() && empty.clock.is_none());
        assert_eq!(fs::metadata(&path).unwrap().len(), 0);
        Store::open(&url).await.unwrap().close().await;
        let full = examine(&url).await.unwrap();
        assert!(full.step == full.known && full.writing.is_ok());
    }

    #[tokio::test]
    async fn a_file_for_reading_alone_is_told_from_one_that_is_no_database() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("facteur.db");
        let url = format!("sqlite://{}", path.display());
        Store::open(&url).await.unwrap().close().await;
        let mut octets = fs::read(&path).unwrap();
        // The version of the format for writing: one that is higher than SQLite knows makes the
        // file one for reading alone, for root as well (its file format, section 1.3.3).
        octets[18] = 9;
        fs::write(&path, octets).unwrap();
        let read_only = examine(&url).await.unwrap();
        assert!(read_only.writing.unwrap_err().to_string().contains("database"));
        fs::write(&path, "x".repeat(4_096)).unwrap();
        assert!(matches!(examine(&url).await, Err(Error::Database(_))));
    }

    #[tokio::test]
    async fn a_newer_file_is_refused_in_words() {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", directory.path().join("facteur.db").display());
        let store = Store::open(&url).await.unwrap();
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (99, 'later', 1, x'00', 0)";
        sqlx::query(newer).execute(&store.pool).await.unwrap();
        store.close().await;
        let refused = Store::open(&url).await.unwrap_err().to_string();
        let known = last(&SQLITE);
        let expected = format!("its tables are of step 99, and this version of facteur knows {known}");
        assert!(refused.starts_with(&expected), "{refused}");
        assert_eq!(examine(&url).await.unwrap().step, 99);
    }

    #[tokio::test]
    async fn a_server_says_its_time_and_who_may_not_write() {
        let Ok(url) = std::env::var("TEST_POSTGRES_URL") else { return };
        let found = examine(&url).await.unwrap();
        let now = jiff::Timestamp::now().as_second();
        assert!(found.clock.is_some_and(|it| (it - now).abs() < 60), "{found:?}");
        let mark = if url.contains('?') { '&' } else { '?' };
        let reader = format!("{url}{mark}options[default_transaction_read_only]=on");
        let found = examine(&reader).await.unwrap();
        assert!(found.writing.is_err(), "{found:?}");
    }
}
