//! What changes in an account while nobody asks. A connection of its own waits for it: by NOTIFY
//! (RFC 5465) for all mailboxes, else by IDLE (RFC 2177) for the inbox; the other mailboxes, and all of
//! them where the server has neither, are looked at from time to time.
//!
//! What the server says by itself is a hint alone: told are counts that were asked for after it, so
//! that a burst of small changes becomes one. A connection that breaks is made again after pauses that
//! grow, and what happened meanwhile is told then.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, channel};
use tokio::task::JoinHandle;

use crate::credentials::Credentials;
use crate::mailbox::{MailboxName, MailboxStatus};
use crate::server::Server;
use crate::tls::Tls;

mod counts;
mod pauses;
mod task;

use task::{Looking, Task, Teller};

/// How many changes wait for a slow listener. One who misses some hears [`Change::Mailboxes`].
const MOST_WAITING: usize = 16;

/// How many mailboxes are known to be open: the last ones.
const MOST_OPEN: usize = 8;

/// What is looked at by the clock, of what the server tells nothing of by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The time between two looks, ten seconds at least; `None` where nobody looks by the clock.
    pub every: Option<Duration>,
    /// At all mailboxes; else at the inbox and at those that are open, as [`Watch::open`] says.
    pub all: bool,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Messages of a mailbox came or went, or, when none did, flags changed.
    Messages {
        /// Which mailbox.
        mailbox: MailboxName,
        /// How much is in it now.
        status: MailboxStatus,
        /// So many came since it was looked at before; those that are gone again count, too.
        arrived: u32,
        /// So many went.
        gone: u32,
    },
    /// Mailboxes came or went, or more happened than is known: all should be looked at again.
    Mailboxes,
}

/// Watches accounts. One that is kept makes the next TLS connection cheaper.
#[derive(Clone, Debug, Default)]
pub struct Watches {
    tls: Arc<Tls>,
}

impl Watches {
    /// Begins to watch an account; at once, whatever state its server is in. The first that is told is
    /// [`Change::Mailboxes`], as soon as the server has said what there is: what happens from then on is
    /// told.
    ///
    /// What the server tells nothing of by itself is looked at in `rounds`.
    pub fn begin(&self, server: &Arc<Server>, credentials: &Credentials, rounds: Rounds) -> Watch {
        let (sender, changes) = channel(MOST_WAITING);
        let told = Arc::new(AtomicU64::new(0));
        let teller = Teller { changes: sender, told: Arc::clone(&told) };
        let open = Open::default();
        let looking = Looking { rounds, open: open.clone() };
        let task = Task::new(Arc::clone(server), credentials.clone(), Arc::clone(&self.tls), looking, teller);
        Watch { changes, told, open, task: tokio::spawn(task.run()) }
    }
}

/// An account that is watched until this is dropped, or until the server does not take its login any
/// more.
#[derive(Debug)]
pub struct Watch {
    /// Never read: others are made of it, which begin where it ends.
    changes: Receiver<(u64, Change)>,
    told: Arc<AtomicU64>,
    open: Open,
    task: JoinHandle<()>,
}

/// Mailboxes that somebody looks at, the last one first.
#[derive(Clone, Debug, Default)]
struct Open(Arc<Mutex<Vec<MailboxName>>>);

impl Open {
    fn add(&self, mailbox: &MailboxName) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|it| it != mailbox);
        open.insert(0, mailbox.clone());
        open.truncate(MOST_OPEN);
    }

    fn names(&self) -> Vec<MailboxName> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Watch {
    /// Says that a mailbox is open somewhere: it is looked at by the clock where not all are. The last eight are known.
    pub fn open(&self, mailbox: &MailboxName) {
        self.open.add(mailbox);
    }

    /// The changes from now on.
    pub fn listen(&self) -> Changes {
        Changes(self.changes.resubscribe())
    }

    /// The number of the change that was told last; 0 before the first.
    pub fn told(&self) -> u64 {
        self.told.load(Ordering::Acquire)
    }

    /// Whether the server did not take the login any more.
    pub fn has_ended(&self) -> bool {
        self.task.is_finished()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Changes as they happen.
#[derive(Debug)]
pub struct Changes(Receiver<(u64, Change)>);

impl Changes {
    /// The next one with its number, counted from 1; `None` when the watch has ended. Loses nothing
    /// when it is dropped.
    pub async fn next(&mut self) -> Option<(u64, Change)> {
        match self.0.recv().await {
            Ok(told) => Some(told),
            Err(RecvError::Lagged(_)) => self.missed().await,
            Err(RecvError::Closed) => None,
        }
    }

    /// After some that were not kept: all should be looked at, which says what the next one says, too.
    async fn missed(&mut self) -> Option<(u64, Change)> {
        loop {
            match self.0.recv().await {
                Ok((number, _)) => return Some((number, Change::Mailboxes)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests;
