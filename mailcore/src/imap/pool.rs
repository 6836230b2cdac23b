//! Connections that wait for the same person: at most a few for each account, closed when idle.

use std::collections::HashMap;
use std::fmt;
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::around::Around;
use super::connect::connect;
use super::connection::Connection;
use super::kept_orders::Orders;
use super::known::Known;
use super::mailboxes::ChosenRoles;
use super::{Error, MessageHead, driver};
use crate::credentials::Credentials;
use crate::envelope::{EnvelopePage, Window};
use crate::mailbox::{MailboxName, Mailboxes};
use crate::order::ListView;
use crate::server::Server;
use crate::tls::Tls;

mod kept;
mod part_stream;
mod signing_in;

pub use part_stream::PartStream;

/// A connection that waited longer is asked whether it still lives before it is leased: a firewall
/// may have forgotten it without telling.
const PROBE_AFTER: Duration = Duration::from_secs(60);
/// The longest that it may take to say so.
const PROBE_TIME: Duration = Duration::from_secs(2);

/// Idle connections are looked for no more often than this.
const SHORTEST_PAUSE: Duration = Duration::from_millis(20);

/// How many connections are kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most connections of one account at a time.
    pub per_account: usize,
    /// A connection that nobody used for so long is closed, at the latest a quarter of it later.
    pub idle: Duration,
    /// The longest that a lease is waited for when all are in use.
    pub wait: Duration,
}

/// All connections of the program. Clones share them.
#[derive(Clone, Debug)]
pub struct Pool {
    shared: Arc<Shared>,
}

impl Pool {
    /// An empty pool.
    pub fn new(limits: Limits) -> Self {
        let shared = Shared {
            limits,
            tls: Tls::default(),
            accounts: Mutex::new(HashMap::new()),
            sweeping: AtomicBool::new(false),
            order_octets: Arc::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// A connection for `credentials` on `server`: one that waits (best with `mailbox` selected), or a new one. A
    /// waiting connection is given only to the same server, login and secret.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] when all connections of the account stay in use for [`Limits::wait`], and
    /// those of connecting and logging in: [`Error::Credentials`], [`Error::Certificate`],
    /// [`Error::Connection`], [`Error::Answer`], [`Error::Refused`].
    pub async fn lease(
        &self,
        server: &Arc<Server>,
        credentials: &Credentials,
        mailbox: Option<&MailboxName>,
    ) -> Result<Lease, Error> {
        let (account, slot) = self.turn(server, credentials).await?;
        while let Some((mut connection, waited)) = account.take(mailbox) {
            if waited < PROBE_AFTER || connection.probe(PROBE_TIME).await {
                connection.begin();
                return Ok(Lease::new(connection, true, account, slot, Arc::clone(&self.shared)));
            }
        }
        let connection = account.connect(&self.shared.tls).await?;
        Ok(Lease::new(connection, false, account, slot, Arc::clone(&self.shared)))
    }

    /// The turn to use one of the connections of an account.
    async fn turn(
        &self,
        server: &Arc<Server>,
        credentials: &Credentials,
    ) -> Result<(Arc<Account>, OwnedSemaphorePermit), Error> {
        self.shared.sweep_from_now_on();
        let account = self.shared.account(server, credentials);
        let slot = timeout(self.shared.limits.wait, Arc::clone(&account.slots).acquire_owned());
        let slot = slot.await.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
        Ok((account, slot))
    }

    /// Closes every connection of this login, in whatever case it was written: after a logout. Those in
    /// use are closed when they come back.
    pub async fn close(&self, server: &Arc<Server>, login: &str) {
        let wanted = Key::new(server, &login.to_lowercase());
        lock(&self.shared.accounts).retain(|key, same_login| {
            let stays = Key { login: key.login.to_lowercase(), ..key.clone() } != wanted;
            if !stays {
                same_login.iter().for_each(|it| it.close());
            }
            stays
        });
    }
}

/// Where an account is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    host: String,
    port: u16,
    login: String,
}

impl Key {
    fn new(server: &Server, login: &str) -> Self {
        Self { host: server.host.clone(), port: server.port, login: login.to_owned() }
    }
}

#[derive(Debug)]
struct Shared {
    limits: Limits,
    tls: Tls,
    /// Several for one key when its secret or the server's configuration changed, or when
    /// somebody tries secrets: those never see each other's connections, nor use up their number.
    accounts: Mutex<HashMap<Key, Vec<Arc<Account>>>>,
    sweeping: AtomicBool,
    /// How much the orders of all accounts take.
    order_octets: Arc<AtomicUsize>,
}

impl Shared {
    fn account(&self, server: &Arc<Server>, credentials: &Credentials) -> Arc<Account> {
        let mut accounts = lock(&self.accounts);
        let same_login = accounts.entry(Key::new(server, credentials.login())).or_default();
        if let Some(account) = same_login.iter().find(|it| it.is_for(server, credentials)) {
            return Arc::clone(account);
        }
        let account = Arc::new(Account {
            server: Arc::clone(server),
            credentials: credentials.clone(),
            slots: Arc::new(Semaphore::new(self.limits.per_account)),
            waiting: Mutex::new(Some(Vec::new())),
            known: Mutex::default(),
            orders: Mutex::default(),
            around: Mutex::default(),
        });
        same_login.push(Arc::clone(&account));
        account
    }

    /// Starts the task that closes what is idle, unless it runs. It ends with the pool.
    fn sweep_from_now_on(self: &Arc<Self>) {
        if self.sweeping.swap(true, Ordering::Relaxed) {
            return;
        }
        let shared = Arc::downgrade(self);
        let pause = (self.limits.idle / 4).max(SHORTEST_PAUSE);
        tokio::spawn(async move {
            loop {
                sleep(pause).await;
                let Some(shared) = Weak::upgrade(&shared) else { return };
                shared.sweep();
            }
        });
    }

    fn sweep(&self) {
        lock(&self.accounts).retain(|_, same_login| {
            same_login.retain(|account| {
                let is_empty = account.sweep(self.limits.idle);
                // The second holder would be a lease, or a caller who is about to have one; a new
                // one would need the lock that is held here.
                !is_empty || Arc::strong_count(account) > 1
            });
            !same_login.is_empty()
        });
    }
}

/// One login with one secret on one server.
struct Account {
    server: Arc<Server>,
    credentials: Credentials,
    /// One permit for each connection that may be in use.
    slots: Arc<Semaphore>,
    /// The connections that nobody uses, the latest used last; `None` after logout.
    waiting: Mutex<Option<Vec<Waiting>>>,
    /// Rows that lists showed; they go with the last connection.
    known: Mutex<Known>,
    /// Lists in their order; they go with it, too.
    orders: Mutex<Orders>,
    /// What is around the mailboxes.
    around: Mutex<Around>,
}

#[derive(Debug)]
struct Waiting {
    connection: Connection,
    since: Instant,
}

impl Account {
    /// Takes the same time wherever two secrets of one length differ.
    fn is_for(&self, server: &Arc<Server>, credentials: &Credentials) -> bool {
        let (ours, theirs) = (self.credentials.secret().as_bytes(), credentials.secret().as_bytes());
        let difference = ours.iter().zip(theirs).fold(0, |found, (a, b)| found | (a ^ b));
        self.server == *server && ours.len() == theirs.len() && std::hint::black_box(difference) == 0
    }

    async fn connect(&self, tls: &Tls) -> Result<Connection, Error> {
        let authenticated = connect(&self.server, &self.credentials, tls).await?;
        Ok(driver::start(authenticated, self.server.answer_timeout))
    }

    /// A connection that waits, and for how long: best one with `mailbox` selected, then one with
    /// none, then the one used last.
    fn take(&self, mailbox: Option<&MailboxName>) -> Option<(Connection, Duration)> {
        let mut waiting = lock(&self.waiting);
        let waiting = waiting.as_mut()?;
        waiting.retain(|it| !it.connection.is_closed());
        let selected = |it: &Waiting| it.connection.selected().map(|it| it.name.clone());
        let best = mailbox
            .and_then(|mailbox| waiting.iter().rposition(|it| selected(it).as_ref() == Some(mailbox)))
            .or_else(|| waiting.iter().rposition(|it| selected(it).is_none()))
            .or_else(|| waiting.len().checked_sub(1))?;
        let taken = waiting.remove(best);
        Some((taken.connection, taken.since.elapsed()))
    }

    /// Keeps a connection for the next one, unless it or the account has ended.
    fn put(&self, connection: Connection) {
        if let Some(waiting) = lock(&self.waiting).as_mut().filter(|_| !connection.is_closed()) {
            waiting.push(Waiting { connection, since: Instant::now() });
        }
    }

    fn close(&self) {
        lock(&self.waiting).take();
    }

    /// Closes what waited too long; whether nothing waits any more.
    fn sweep(&self, idle: Duration) -> bool {
        lock(&self.waiting).as_mut().is_none_or(|waiting| {
            waiting.retain(|it| it.since.elapsed() < idle && !it.connection.is_closed());
            waiting.is_empty()
        })
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("server", &self.server.host).finish_non_exhaustive()
    }
}

/// What is kept is whole after every statement, so a panic elsewhere spoils nothing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A connection in use. Dropped at rest it waits for the next one; dropped inside a command the
/// command is drained or the connection closed: its answer never reaches anybody else.
#[derive(Debug)]
pub struct Lease {
    connection: Connection,
    /// Whether the connection waited in the pool, so that the server may have closed it.
    waited: bool,
    account: Arc<Account>,
    shared: Arc<Shared>,
    /// Mailboxes by the roles that the person chose them for.
    chosen: Arc<ChosenRoles>,
    /// The charset of messages that name none.
    fallback: Option<&'static str>,
    /// Given back last: the connection is among the waiting ones by then.
    slot: Option<OwnedSemaphorePermit>,
}

impl Lease {
    fn new(
        connection: Connection,
        waited: bool,
        account: Arc<Account>,
        slot: OwnedSemaphorePermit,
        shared: Arc<Shared>,
    ) -> Self {
        Self { connection, waited, account, shared, chosen: Arc::default(), fallback: None, slot: Some(slot) }
    }

    /// Says in which charset messages are that name none, for who reads them.
    pub fn assume_charset(&mut self, label: Option<&'static str>) {
        self.fallback = label;
    }

    /// The charset of messages that name none; `None` where it is to be guessed.
    pub fn assumed_charset(&self) -> Option<&'static str> {
        self.fallback
    }

    /// What the server can for this login, in upper case and in no order (RFC 9051, section 6.1.1).
    pub fn capabilities(&self) -> impl Iterator<Item = &str> {
        self.connection.capabilities().iter()
    }

    /// The connection itself.
    pub(super) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// After a read that failed: whether to do it once more, on a new connection. So when the
    /// connection had waited in the pool and broke before it answered anything: the server had
    /// closed it, and nobody had noticed. Not for what must not be done twice.
    pub(super) async fn renew(&mut self, error: &Error) -> bool {
        let is_stale = self.waited && !self.connection.has_answered();
        if !is_stale || !matches!(error, Error::Connection(_)) {
            return false;
        }
        self.replace().await.is_ok()
    }

    /// Goes on with a new connection, where the one before has ended.
    pub(super) async fn replace(&mut self) -> Result<(), Error> {
        self.waited = false;
        self.connection = self.account.connect(&self.shared.tls).await?;
        Ok(())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let mut connection = mem::replace(&mut self.connection, Connection::none());
        if connection.is_at_rest() {
            return self.account.put(connection);
        }
        let (account, slot) = (Arc::clone(&self.account), self.slot.take());
        // Without a runtime nobody drains, and the connection closes here.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if connection.settle().await {
                    account.put(connection);
                }
                drop(slot);
            });
        }
    }
}

/// One page of a list with the folders beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The page.
    pub page: EnvelopePage,
    /// All mailboxes with their counts.
    pub mailboxes: Mailboxes,
}

/// A message with what is shown around it, read in as few round trips as the server allows.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The message.
    pub head: MessageHead,
    /// All mailboxes with their counts, if they were asked for.
    pub mailboxes: Mailboxes,
    /// The page of the list beside it, if it was asked for.
    pub page: Option<EnvelopePage>,
    /// The messages before and after it, if anything beside it was asked for.
    pub neighbours: super::neighbours::Neighbours,
}

/// What is read beside a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside<'a> {
    /// Nothing.
    Nothing,
    /// Folders, whose counts a fragment shows, and its neighbours in a list.
    Folders(&'a ListView),
    /// Folders, its neighbours and this page of the list.
    List(&'a ListView, Window),
}

#[cfg(test)]
mod tests;
