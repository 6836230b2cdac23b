//! Rows that were just read. A page and what belongs to it (its frame, fragments) ask for the same
//! session, preferences, identities several times within a second or two, and each time SQLite has to
//! wake a thread of its own.
//!
//! Only where no other process works on the database, and only for a moment: what an operator does
//! to the rows from outside counts soon.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So long a row is believed without being read, in seconds.
const BELIEVED: i64 = 5;

/// The most rows that are kept; with more, all but those of this moment go.
const MOST: usize = 2_000;

/// Values of a table that were just read, by their key; clones share them. Where other processes change
/// the rows, too, it keeps nothing.
#[derive(Debug)]
pub(super) struct Recent<K, V>(Option<Arc<Mutex<Rows<K, V>>>>);

#[derive(Debug)]
struct Rows<K, V> {
    read: HashMap<K, Read<V>>,
    /// How often a row was changed or removed.
    changes: u64,
}

#[derive(Debug)]
struct Read<V> {
    value: V,
    at: i64,
    until: i64,
}

/// How many changes there were when a row began to be read: one that was read meanwhile may be old.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changes(u64);

impl<K, V> Clone for Recent<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K: Copy + Eq + Hash, V: Clone> Recent<K, V> {
    /// Keeps rows if no other process changes them.
    pub(super) fn new(is_for_one_process: bool) -> Self {
        let nothing = || Arc::new(Mutex::new(Rows { read: HashMap::new(), changes: 0 }));
        Self(is_for_one_process.then(nothing))
    }

    /// The value, when it was read just before `now`.
    pub(super) fn get(&self, key: &K, now: i64) -> Option<V> {
        let rows = self.lock()?;
        let read = rows.read.get(key).filter(|it| it.is_good(now))?;
        Some(read.value.clone())
    }

    /// To be asked before a row is read.
    pub(super) fn changes(&self) -> Changes {
        Changes(self.lock().map_or(0, |it| it.changes))
    }

    /// Keeps what was read, unless anything changed since `changes`. It is good before `until`.
    pub(super) fn put(&self, changes: Changes, key: K, value: &V, now: i64, until: i64) {
        let Some(mut rows) = self.lock().filter(|it| it.changes == changes.0) else { return };
        if rows.read.len() >= MOST {
            rows.read.retain(|_, it| it.is_good(now));
        }
        if rows.read.len() < MOST {
            rows.read.insert(key, Read { value: value.clone(), at: now, until });
        }
    }

    /// Does what changes or removes a row, of which nobody must read what it was before. To its end,
    /// even when nobody waits for it any more; fails when it panics.
    pub(super) async fn change<T: Send + 'static>(
        &self,
        key: K,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, tokio::task::JoinError>
    where
        K: Send + 'static,
        V: Send + 'static,
    {
        let recent = self.clone();
        let change = async move {
            recent.forget(&key);
            let done = work.await;
            recent.forget(&key);
            done
        };
        tokio::spawn(change).await
    }

    /// Forgets all rows now, and once more when what this gives is dropped: for work that does not say whose rows
    /// it changes.
    pub(super) fn changing(&self) -> Changing<'_, K, V> {
        self.forget_all();
        Changing(self)
    }

    fn forget_all(&self) {
        if let Some(mut rows) = self.lock() {
            rows.changes = rows.changes.wrapping_add(1);
            rows.read.clear();
        }
    }

    /// A row was changed or removed: what was read of it before counts no more.
    pub(super) fn forget(&self, key: &K) {
        if let Some(mut rows) = self.lock() {
            rows.changes = rows.changes.wrapping_add(1);
            rows.read.remove(key);
        }
    }

    fn lock(&self) -> Option<MutexGuard<'_, Rows<K, V>>> {
        self.0.as_ref().map(|it| it.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Rows are being changed.
#[derive(Debug)]
pub(super) struct Changing<'a, K: Copy + Eq + Hash, V: Clone>(&'a Recent<K, V>);

impl<K: Copy + Eq + Hash, V: Clone> Drop for Changing<'_, K, V> {
    fn drop(&mut self) {
        self.0.forget_all();
    }
}

impl<V> Read<V> {
    fn is_good(&self, now: i64) -> bool {
        now >= self.at && now < self.until && now - self.at < BELIEVED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: i64 = 1_000;

    fn recent() -> Recent<usize, char> {
        Recent::new(true)
    }

    #[test]
    fn a_row_is_believed_for_a_moment() {
        let recent = recent();
        recent.put(recent.changes(), 7, &'a', 100, LONG);
        let is_there = [99, 100, 104, 105].map(|now| recent.get(&7, now).is_some());
        assert_eq!(is_there, [false, true, true, false]);
        recent.put(recent.changes(), 7, &'a', 998, LONG);
        let is_there = [999, 1_000].map(|now| recent.get(&7, now).is_some());
        assert_eq!(is_there, [true, false], "it ends when the row does");
    }

    #[tokio::test]
    async fn what_was_read_while_something_changed_is_not_kept() {
        let recent = recent();
        let changes = recent.changes();
        recent.change(7, async {}).await.unwrap();
        recent.put(changes, 7, &'a', 100, LONG);
        assert_eq!(recent.get(&7, 100), None);
    }

    #[test]
    fn while_rows_are_changed_none_is_kept() {
        let recent = recent();
        recent.put(recent.changes(), 7, &'a', 100, LONG);
        let before = recent.changes();
        let changing = recent.changing();
        assert_eq!(recent.get(&7, 100), None);
        recent.put(before, 7, &'b', 100, LONG);
        recent.put(recent.changes(), 8, &'c', 100, LONG);
        drop(changing);
        assert_eq!([7, 8].map(|it| recent.get(&it, 100)), [None, None]);
    }

    #[test]
    fn where_others_write_nothing_is_believed() {
        let recent = Recent::new(false);
        recent.put(recent.changes(), 7, &'a', 100, LONG);
        assert_eq!(recent.get(&7, 100), None);
    }

    #[test]
    fn rows_are_bounded() {
        let recent = recent();
        for key in 0..=MOST {
            recent.put(recent.changes(), key, &'a', 100, LONG);
        }
        assert_eq!(recent.get(&MOST, 100), None);
        recent.put(recent.changes(), MOST, &'a', 200, LONG);
        assert_eq!(recent.get(&MOST, 200), Some('a'));
        assert_eq!(recent.lock().unwrap().read.len(), 1);
    }
}
