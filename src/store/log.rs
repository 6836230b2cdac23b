//! The log of SQLite (WAL), which is moved into the file beside the requests: that waits for the disk.

use std::time::{Duration, Instant};

use sqlx::Row as _;

use super::{Error, Store};

/// The longest that what was written stays in the log alone, where the program is not busy.
const AT_LEAST_EVERY: Duration = Duration::from_secs(60);

/// What is written in so short a time is moved together.
const TOGETHER: Duration = Duration::from_secs(1);

/// From so many pages on that cannot be moved, the log is long: it holds 64 MB then, and whoever writes tries to move
/// it (`wal_autocheckpoint`).
const MANY: u64 = 8_192;

/// How long it may be long before that is told.
const STAYS: Duration = Duration::from_secs(600);

/// Watches whether the log stays long. On a busy server some pages stay after every move, of what is being read and
/// written just then: that is as it should be. Many that do not become fewer are kept by somebody who reads on and on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    /// Since when there are many, and the fewest since.
    many: Option<(Instant, u64)>,
}

impl Watch {
    /// Takes note of how many pages a move left; `true` when it is time to tell that the log stays long.
    pub fn stays_long(&mut self, left: u64, now: Instant) -> bool {
        if left < MANY {
            self.many = None;
            return false;
        }
        let (since, fewest) = self.many.filter(|it| it.1 <= left).unwrap_or((now, left));
        let is_told = now.duration_since(since) >= STAYS;
        self.many = Some((if is_told { now } else { since }, fewest));
        is_told
    }
}

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

    /// Moves the log into the file, as far as nobody reads what was before; how many pages of it stay, `None` where
    /// somebody else is moving it. Others read and write meanwhile. PostgreSQL does so by itself.
    pub async fn checkpoint(&self) -> Result<Option<u64>, Error> {
        if !self.is_file {
            return Ok(Some(0));
        }
        // Whether somebody else does it already, the pages in the log, and how many of these were moved.
        let row = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&self.pool).await?;
        let (is_busy, pages, moved): (i64, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let left = u64::try_from(pages.saturating_sub(moved)).unwrap_or(0);
        Ok(Some(left).filter(|_| is_busy == 0))
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
        assert_eq!(store.checkpoint().await.unwrap(), Some(0));
        let mut reader = store.pool.begin().await.unwrap();
        sqlx::query("SELECT COUNT(*) FROM accounts").fetch_one(&mut *reader).await.unwrap();
        store.account_signed_in("a@b.c", 1).await.unwrap();
        assert!(store.checkpoint().await.unwrap() > Some(0));
        reader.rollback().await.unwrap();
        assert_eq!(store.checkpoint().await.unwrap(), Some(0));
    }

    #[test]
    fn a_log_stays_long_where_many_pages_do_not_become_fewer() {
        let begun = Instant::now();
        let told = |left: &[u64]| {
            let mut watch = Watch::default();
            let minutes = (0..).map(|it| begun + Duration::from_secs(60) * it);
            left.iter().zip(minutes).filter(|(left, now)| watch.stays_long(**left, *now)).count()
        };
        assert_eq!(told(&[MANY - 1; 60]), 0, "a busy server");
        assert_eq!(told(&[MANY; 10]), 0, "not for long");
        assert_eq!(told(&[MANY; 11]), 1);
        assert_eq!(told(&(0..21).map(|it| MANY + it).collect::<Vec<_>>()), 2, "once in ten minutes");
        assert_eq!(told(&(0..60).rev().map(|it| MANY + it).collect::<Vec<_>>()), 0, "it becomes shorter");
        assert_eq!(told(&[[MANY; 8], [0; 8], [MANY; 8]].concat()), 0, "it was moved in between");
    }

    #[tokio::test]
    async fn where_there_is_no_log_nothing_is_moved() {
        for store in stores("test_log").await {
            assert_eq!(store.checkpoint().await.unwrap(), Some(0));
        }
    }
}
