//! Sessions that were just read. A page asks for its session several times within a second or two
//! (the page, its frame, fragments), and each time SQLite has to wake a thread of its own.
//!
//! Only where no other process works on the database, and only for a moment: what an operator does
//! to the rows from outside counts soon.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_sessions::session::{Id, Record};

/// So long a row is believed without being read, in seconds.
const BELIEVED: i64 = 5;

/// The most sessions that are kept; with more, all but those of this moment go.
const MOST: usize = 2_000;

/// The sessions that were just read; clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent(Arc<Mutex<Sessions>>);

#[derive(Debug, Default)]
struct Sessions {
    read: HashMap<Id, Read>,
    /// How often a row was changed or removed.
    changes: u64,
}

#[derive(Debug)]
struct Read {
    record: Record,
    at: i64,
    until: i64,
}

/// How many changes there were when a row began to be read: one that was read meanwhile may be old.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changes(u64);

impl Recent {
    /// The session, when it was read just before `now`.
    pub(super) fn get(&self, id: &Id, now: i64) -> Option<Record> {
        let sessions = self.lock();
        let read = sessions.read.get(id).filter(|it| it.is_good(now))?;
        Some(read.record.clone())
    }

    /// To be asked before a row is read.
    pub(super) fn changes(&self) -> Changes {
        Changes(self.lock().changes)
    }

    /// Keeps what was read, unless anything changed since `changes`. It is good before `until`.
    pub(super) fn put(&self, changes: Changes, record: &Record, now: i64, until: i64) {
        let mut sessions = self.lock();
        if sessions.changes != changes.0 {
            return;
        }
        if sessions.read.len() >= MOST {
            sessions.read.retain(|_, it| it.is_good(now));
        }
        if sessions.read.len() < MOST {
            sessions.read.insert(record.id, Read { record: record.clone(), at: now, until });
        }
    }

    /// Forgets a session, whose row is being changed or removed: before and after that.
    pub(super) fn forget(&self, id: &Id) {
        let mut sessions = self.lock();
        sessions.changes = sessions.changes.wrapping_add(1);
        sessions.read.remove(id);
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read {
    fn is_good(&self, now: i64) -> bool {
        now >= self.at && now < self.until && now - self.at < BELIEVED
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    fn record() -> Record {
        Record { id: Id::default(), data: [].into(), expiry_date: OffsetDateTime::UNIX_EPOCH }
    }

    #[test]
    fn a_session_is_believed_for_a_moment() {
        let (recent, record) = (Recent::default(), record());
        recent.put(recent.changes(), &record, 100, 1_000);
        let is_there = [99, 100, 104, 105].map(|now| recent.get(&record.id, now).is_some());
        assert_eq!(is_there, [false, true, true, false]);
        recent.put(recent.changes(), &record, 998, 1_000);
        let is_there = [999, 1_000].map(|now| recent.get(&record.id, now).is_some());
        assert_eq!(is_there, [true, false], "it ends when the session does");
    }

    #[test]
    fn what_was_read_while_something_changed_is_not_kept() {
        let (recent, record) = (Recent::default(), record());
        let changes = recent.changes();
        recent.forget(&record.id);
        recent.put(changes, &record, 100, 1_000);
        assert_eq!(recent.get(&record.id, 100), None);
    }

    #[test]
    fn sessions_are_bounded() {
        let recent = Recent::default();
        for _ in 0..MOST {
            recent.put(recent.changes(), &record(), 100, 1_000);
        }
        let (one_more, later) = (record(), record());
        recent.put(recent.changes(), &one_more, 100, 1_000);
        assert_eq!(recent.get(&one_more.id, 100), None);
        recent.put(recent.changes(), &later, 200, 1_000);
        assert!(recent.get(&later.id, 200).is_some() && recent.lock().read.len() == 1);
    }
}
