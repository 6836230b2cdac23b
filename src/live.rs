//! What happens in a person's mailboxes while their pages are open. An account is watched once,
//! however many pages listen: from the first one on, until shortly after the last, or until the person
//! signs out.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mailcore::imap::watch::{Change, Changes, Rounds, Watch, Watches};
use mailcore::mailbox::MailboxName;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::desk::Desk;
use crate::store::AccountId;

/// The most streams of one account: pages of one browser share one.
const MOST_STREAMS: usize = 20;

/// An account is watched so long after its last stream: the person is likely on the way to another page.
const GRACE: Duration = Duration::from_secs(30);

/// A watch that ended is begun anew no sooner than so long after it was begun: its login was refused,
/// and servers count refusals.
const RETRIED_AFTER: Duration = Duration::from_secs(60);

/// All accounts that are watched. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    watches: Watches,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    accounts: HashMap<AccountId, Account>,
    /// The number of the next listener.
    next: u64,
    /// The program ends: nobody listens any more.
    closed: bool,
}

/// An account that is watched.
#[derive(Debug)]
struct Account {
    watch: Watch,
    rounds: Rounds,
    begun: Instant,
    /// Tells this watch from those before it, of this program and of one before it.
    epoch: u64,
    listeners: HashMap<u64, Seat>,
}

/// A stream's place.
#[derive(Debug)]
struct Seat {
    session: String,
    /// Dropped, it ends the stream.
    _open: oneshot::Sender<Infallible>,
}

/// Who asks to listen.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The session that the stream ends with.
    pub session: &'a str,
    /// The mark of what was heard last, by this stream or another of the person: [`News::mark`].
    pub heard: Option<&'a str>,
    /// What is looked at of what the server does not tell by itself, and how often.
    pub rounds: Rounds,
}

/// Why nobody may listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the account has as many streams as it may, or the program ends")]
pub struct NoRoom;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Whoever comes back with it hears what happened since.
    pub mark: String,
    /// What it was.
    pub change: Change,
}

impl Live {
    /// Listens to the account of a desk, which is watched from now on if it was not. Who heard
    /// something else last than what was told last hears [`Change::Mailboxes`] first.
    pub fn listen(&self, desk: &Desk, wish: Wish<'_>) -> Result<Listener, NoRoom> {
        let mut state = self.lock();
        if state.closed {
            return Err(NoRoom);
        }
        let id = state.next;
        state.next = state.next.wrapping_add(1);
        state.accounts.retain(|it, account| *it != desk.account || account.serves(wish.rounds));
        let begin = || Account::new(&self.0.watches, desk, wish.rounds);
        let account = state.accounts.entry(desk.account).or_insert_with(begin);
        if account.listeners.len() >= MOST_STREAMS {
            return Err(NoRoom);
        }
        let (open, gone) = oneshot::channel();
        account.listeners.insert(id, Seat { session: wish.session.to_owned(), _open: open });
        // In this order, so that nothing falls between them.
        let changes = account.watch.listen();
        let told = account.watch.told();
        let is_behind = told > 0 && wish.heard != Some(mark(account.epoch, told).as_str());
        Ok(Listener {
            live: self.clone(),
            account: desk.account,
            id,
            epoch: account.epoch,
            behind: is_behind.then_some(told),
            changes,
            gone,
        })
    }

    /// Says that a mailbox is shown: while its account is watched, it is among what is looked at. A page that was there
    /// before asks for its list again as soon as the account is watched.
    pub fn shows(&self, account: AccountId, mailbox: &MailboxName) {
        if let Some(account) = self.lock().accounts.get(&account) {
            account.watch.open(mailbox);
        }
    }

    /// Ends the streams of a session, and the watch that nobody needs any more.
    pub fn leave(&self, session: &str) {
        self.lock().accounts.retain(|_, account| {
            let before = account.listeners.len();
            account.listeners.retain(|_, it| it.session != session);
            before == account.listeners.len() || !account.listeners.is_empty()
        });
    }

    /// Ends all streams and watches, for good.
    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.accounts.clear();
    }

    /// A stream has ended.
    fn part(&self, id: AccountId, listener: u64) {
        let mut state = self.lock();
        let Some(account) = state.accounts.get_mut(&id) else { return };
        let was_there = account.listeners.remove(&listener).is_some();
        if !was_there || !account.listeners.is_empty() {
            return;
        }
        let (live, epoch) = (self.clone(), account.epoch);
        match Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    tokio::time::sleep(GRACE).await;
                    let is_idle = |it: &Account| it.epoch == epoch && it.listeners.is_empty();
                    live.lock().accounts.retain(|it, account| *it != id || !is_idle(account));
                });
            }
            Err(_) => drop(state.accounts.remove(&id)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn new(watches: &Watches, desk: &Desk, rounds: Rounds) -> Self {
        let now = jiff::Timestamp::now().as_microsecond();
        Self {
            watch: watches.begin(&desk.servers.imap, &desk.credentials, rounds),
            rounds,
            begun: Instant::now(),
            epoch: u64::try_from(now).unwrap_or_default(),
            listeners: HashMap::new(),
        }
    }

    /// Whether it is what is wanted; else another takes its place, and its streams end.
    fn serves(&self, rounds: Rounds) -> bool {
        let is_over = self.watch.has_ended() && self.begun.elapsed() >= RETRIED_AFTER;
        self.rounds == rounds && !is_over
    }
}

/// A stream of news. Dropped, its place is free.
#[derive(Debug)]
pub struct Listener {
    live: Live,
    account: AccountId,
    id: u64,
    epoch: u64,
    /// The number up to which something was missed.
    behind: Option<u64>,
    changes: Changes,
    gone: oneshot::Receiver<Infallible>,
}

impl Listener {
    /// The next news; `None` when the session or the watch has ended. Loses nothing when it is dropped.
    pub async fn next(&mut self) -> Option<News> {
        if let Some(number) = self.behind.take() {
            return Some(News { mark: mark(self.epoch, number), change: Change::Mailboxes });
        }
        tokio::select! {
            biased;
            _ = &mut self.gone => None,
            told = self.changes.next() => {
                let (number, change) = told?;
                Some(News { mark: mark(self.epoch, number), change })
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.live.part(self.account, self.id);
    }
}

fn mark(epoch: u64, number: u64) -> String {
    format!("{epoch}-{number}")
}
