//! Connections that wait for the same person: at most a few for each account, closed when idle.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::connection::Connection;
use super::{Error, MessageHead};
use crate::credentials::Credentials;
use crate::envelope::{EnvelopePage, Window};
use crate::mailbox::{Mailbox, MailboxName};
use crate::server::Server;

/// How many connections are kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most connections of one account at a time.
    pub per_account: usize,
    /// A connection that nobody used for so long is closed.
    pub idle: Duration,
    /// The longest that a lease is waited for when all are in use.
    pub wait: Duration,
}

/// All connections of the program. Clones share them.
#[derive(Clone, Debug)]
pub struct Pool {}

impl Pool {
    /// An empty pool.
    pub fn new(_limits: Limits) -> Self {
        todo!()
    }

    /// A connection for `credentials` on `server`: one that waits (best with `mailbox` selected), or a new one. A
    /// waiting connection is given only to the same server, login and secret.
    pub async fn lease(
        &self,
        _server: &Arc<Server>,
        _credentials: &Credentials,
        _mailbox: Option<&MailboxName>,
    ) -> Result<Lease, Error> {
        todo!()
    }

    /// Closes every connection of this login: after a logout.
    pub async fn close(&self, _server: &Arc<Server>, _login: &str) {
        todo!()
    }
}

/// A connection in use. Dropped at rest it waits for the next one; dropped inside a command the
/// command is drained or the connection closed: its answer never reaches anybody else.
#[derive(Debug)]
pub struct Lease {}

/// One page of a list with the folders beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The page.
    pub page: EnvelopePage,
    /// All mailboxes with their counts.
    pub mailboxes: Vec<Mailbox>,
}

/// A message with what is shown around it, read in as few round trips as the server allows.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The message.
    pub head: MessageHead,
    /// All mailboxes with their counts, if they were asked for.
    pub mailboxes: Vec<Mailbox>,
    /// The page of the list beside it, if it was asked for.
    pub page: Option<EnvelopePage>,
}

/// What is read beside a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Nothing: a fragment is asked for.
    Nothing,
    /// Folders and this page of the list.
    List(Window),
}

impl Lease {
    /// The connection that is leased.
    pub(super) fn connection(&mut self) -> &mut Connection {
        todo!()
    }
}

/// The octets of a part on their way.
#[derive(Debug)]
pub struct PartStream {}

impl PartStream {
    /// The stream that a connection has begun.
    pub(super) fn new(_lease: Lease, _size: u64) -> Self {
        todo!()
    }

    /// How many octets come in all, if the server said.
    pub fn size(&self) -> u64 {
        todo!()
    }

    /// The next piece, at most 64 KiB; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        todo!()
    }
}
