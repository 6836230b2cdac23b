//! The log of SQLite (WAL), which is moved into the file beside the requests: that waits for the disk.

use std::time::Duration;

use sqlx::Row as _;

use super::{Error, Store};

/// The longest that what was written stays in the log alone, where the program is not busy.
const AT_LEAST_EVERY: Duration = Duration::from_secs(60);

/// What is written in so short a time is moved together.
const TOGETHER: Duration = Duration::from_secs(1);

impl Store {
    /// Takes note that much was written.
    pub(super) fn log_grew(&self) {
        self.log_grew.notify_one();
    }

    /// Waits until there is something to move, or enough time has passed.
    pub async fn wait_for_log(&self) {
        let much = async {
            self.log_grew.notified().await;
            tokio::time::sleep(TOGETHER).await;
        };
        // An error means that the time has passed.
        let _ = tokio::time::timeout(AT_LEAST_EVERY, much).await;
    }

    /// Moves the log into the file, as far as nobody reads what was before; how many pages of it stay. Others read and
    /// write meanwhile. PostgreSQL does so by itself.
    pub async fn checkpoint(&self) -> Result<u64, Error> {
        if !self.is_file {
            return Ok(0);
        }
        // Whether somebody else does it already, the pages in the log, and how many of these were moved.
        let row = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&self.pool).await?;
        let (pages, moved): (i64, i64) = (row.try_get(1)?, row.try_get(2)?);
        Ok(u64::try_from(pages.saturating_sub(moved)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn what_is_in_the_log_comes_into_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("facteur.db");
        let store = Store::open(&format!("sqlite://{}", path.display())).await.unwrap();
        let account = store.account_signed_in("a@b.c", 1).await.unwrap();
        let id = store.enqueue(account, "d1", 5).await.unwrap().unwrap();
        let size = || std::fs::metadata(&path).unwrap().len();
        store.checkpoint().await.unwrap();
        let before = size();
        store.add_outbox_pieces(id, std::iter::once(vec![1; 1_000_000])).await.unwrap();
        assert_eq!(size(), before);
        store.wait_for_log().await;
        store.checkpoint().await.unwrap();
        // Pages that were free are used first.
        assert!(size() >= before + 500_000);
    }

    #[tokio::test]
    async fn what_somebody_reads_stays_in_the_log_until_they_are_done() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("facteur.db");
        let store = Store::open(&format!("sqlite://{}", path.display())).await.unwrap();
        assert_eq!(store.checkpoint().await.unwrap(), 0);
        let mut reader = store.pool.begin().await.unwrap();
        sqlx::query("SELECT COUNT(*) FROM accounts").fetch_one(&mut *reader).await.unwrap();
        store.account_signed_in("a@b.c", 1).await.unwrap();
        assert!(store.checkpoint().await.unwrap() > 0);
        reader.rollback().await.unwrap();
        assert_eq!(store.checkpoint().await.unwrap(), 0);
    }

    #[tokio::test]
    async fn where_there_is_no_log_nothing_is_moved() {
        for store in stores("test_log").await {
            assert_eq!(store.checkpoint().await.unwrap(), 0);
        }
    }
}
