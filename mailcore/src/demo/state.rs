//! What the demonstration holds: accounts, their mailboxes and messages, in memory.
//!
//! A session works on an account in short steps under its lock, which nobody holds over an
//! `.await`; who wants to know of changes watches for them and looks for what is new.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::watch;
use zeroize::Zeroizing;

use super::OUTSIDE;
use super::seed;
use crate::address::Address;
use crate::flag::FlagSet;
use crate::mailbox::MailboxName;

pub(super) mod arriving;
pub(super) mod mailbox;
pub(super) mod mailboxes;
pub(super) mod message;
pub(super) mod scripts;

use arriving::Arriving;
use mailboxes::{Failure, Mailboxes};
use message::Message;
use scripts::Scripts;

/// The largest message that is taken, in octets; SMTP's SIZE and what APPEND may bring.
pub(super) const MOST_MESSAGE_OCTETS: usize = 50 << 20;
/// What the messages of one account may have together, in octets: its quota (RFC 9208).
pub(super) const MOST_ACCOUNT_OCTETS: u64 = 512 << 20;
/// The most messages of one account.
pub(super) const MOST_ACCOUNT_MESSAGES: usize = 200_000;
/// The most mailboxes of one account.
pub(super) const MOST_MAILBOXES: usize = 1_000;
/// The most flags of one message.
pub(super) const MOST_FLAGS: usize = 64;

/// All accounts. Which there are does not change while the server runs.
#[derive(Debug)]
pub(super) struct State {
    accounts: Vec<Arc<Account>>,
    changes: watch::Sender<u64>,
    /// Octets.
    arriving: Arc<AtomicUsize>,
}

/// Where mail for an address goes.
#[derive(Clone, Debug)]
pub(super) enum Recipient {
    /// To an account of ours.
    Account(Arc<Account>),
    /// Nowhere: its domain is one of ours, and nobody here has the address.
    Unknown,
    /// To the world, which here is a mailbox of whoever sends it.
    Outside,
}

impl State {
    /// The accounts as they are at the start, with the mailboxes that were kept of an earlier run where
    /// there are some. Whoever has kept mailboxes and is no account any more keeps them, and cannot log
    /// in. The epochs of new mailboxes begin with `now`, in seconds since 1970-01-01 UTC, so that no UID
    /// of an earlier run is taken for one of this.
    pub(super) fn new(accounts: Vec<seed::Account>, mut kept: BTreeMap<String, Mailboxes>, now: i64) -> Self {
        let changes = watch::Sender::new(0);
        let account = |address, password: Option<String>, mailboxes| Account {
            address,
            password: password.map(Zeroizing::new),
            mailboxes: Mutex::new(mailboxes),
            scripts: Mutex::default(),
            changes: changes.clone(),
        };
        let mut accounts: Vec<Account> = accounts
            .into_iter()
            .map(|seed| {
                let mailboxes = kept.remove(&seed.address);
                let mailboxes = mailboxes.unwrap_or_else(|| Mailboxes::new(seed.mailboxes, now));
                account(seed.address, Some(seed.password), mailboxes)
            })
            .collect();
        accounts.extend(kept.into_iter().map(|(address, it)| account(address, None, it)));
        Self { accounts: accounts.into_iter().map(Arc::new).collect(), changes, arriving: Arc::default() }
    }

    /// Gives accounts the scripts that were kept of an earlier run, by their addresses.
    pub(super) fn restore_scripts(&self, mut kept: BTreeMap<String, Scripts>) {
        for account in &self.accounts {
            if let Some(scripts) = kept.remove(&account.address) {
                account.change_scripts(|it| *it = scripts);
            }
        }
    }

    /// The account with this login and password.
    pub(super) fn log_in(&self, login: &str, password: &str) -> Option<&Arc<Account>> {
        let account = self.accounts.iter().find(|it| it.is_named(login))?;
        account.password.as_ref().is_some_and(|it| **it == password).then_some(account)
    }

    /// Where mail for an address goes.
    pub(super) fn recipient(&self, address: &Address) -> Recipient {
        let text = address.to_string();
        match self.accounts.iter().find(|it| it.is_named(&text)) {
            Some(account) => Recipient::Account(Arc::clone(account)),
            None if self.accounts.iter().any(|it| it.is_in(address.domain())) => Recipient::Unknown,
            None => Recipient::Outside,
        }
    }

    /// Counts what a session reads of a message, as long as it is not put somewhere.
    pub(super) fn arriving(&self) -> Arriving {
        Arriving::new(Arc::clone(&self.arriving))
    }

    /// Whether something has changed in any account since, from now on.
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// All accounts, in the order in which they were given.
    pub(super) fn accounts(&self) -> &[Arc<Account>] {
        &self.accounts
    }
}

/// Somebody's mailboxes.
#[derive(Debug)]
pub(super) struct Account {
    address: String,
    /// `None` when nobody may log in.
    password: Option<Zeroizing<String>>,
    mailboxes: Mutex<Mailboxes>,
    scripts: Mutex<Scripts>,
    /// One for all accounts: who waits looks at what is his, and there are few.
    changes: watch::Sender<u64>,
}

impl Account {
    /// The login name, which is the mail address as well.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Puts a message into the INBOX, unread, as it arrives from elsewhere. `received_at` is in
    /// seconds since 1970-01-01 UTC.
    ///
    /// # Errors
    ///
    /// [`Failure::Full`].
    pub(super) fn deliver(&self, octets: Bytes, received_at: i64) -> Result<(), Failure> {
        self.put(&MailboxName::inbox(), octets, received_at, FlagSet::new())
    }

    /// Puts a message into the mailbox [`OUTSIDE`], in place of sending it to the world. The mailbox
    /// is made where it is not there yet.
    ///
    /// # Errors
    ///
    /// [`Failure::Full`].
    pub(super) fn keep_outside(&self, octets: Bytes, received_at: i64) -> Result<(), Failure> {
        let Some(name) = MailboxName::parse(OUTSIDE) else { return Err(Failure::NoSuch) };
        self.change(|mailboxes| mailboxes.ensure(&name))?;
        self.put(&name, octets, received_at, FlagSet::new())
    }

    /// Puts a message into a mailbox, with flags.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::Full`].
    pub(super) fn put(
        &self,
        name: &MailboxName,
        octets: Bytes,
        received_at: i64,
        flags: FlagSet,
    ) -> Result<(), Failure> {
        let message = Arc::new(Message::new(octets, received_at));
        self.change(|mailboxes| mailboxes.append(name, message, flags)).map(drop)
    }

    /// The mailboxes as they are now; messages are shared.
    pub(super) fn snapshot(&self) -> Mailboxes {
        self.look(Clone::clone)
    }

    /// Looks at the mailboxes.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Mailboxes) -> T) -> T {
        look(&self.lock())
    }

    /// Changes the mailboxes, and tells whoever watches for it.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Mailboxes) -> T) -> T {
        let outcome = change(&mut self.lock());
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
        outcome
    }

    /// Looks at the scripts.
    pub(super) fn scripts<T>(&self, look: impl FnOnce(&Scripts) -> T) -> T {
        look(&self.scripts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the scripts, and tells whoever watches for it.
    pub(super) fn change_scripts<T>(&self, change: impl FnOnce(&mut Scripts) -> T) -> T {
        let outcome = change(&mut self.scripts.lock().unwrap_or_else(PoisonError::into_inner));
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
        outcome
    }

    /// Whether something may have changed since, from now on.
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, Mailboxes> {
        // Whoever panicked under the lock left a change undone at worst; the others go on.
        self.mailboxes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_named(&self, login: &str) -> bool {
        self.address.eq_ignore_ascii_case(login)
    }

    fn is_in(&self, domain: &str) -> bool {
        self.address.rsplit_once('@').is_some_and(|(_, it)| it.eq_ignore_ascii_case(domain))
    }
}

#[cfg(test)]
mod tests;
