//! Connections that wait for the same person: at most a few for each account, closed when idle.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::{Error, MessageHead};
use crate::credentials::Credentials;
use crate::envelope::{EnvelopePage, Window};
use crate::flag::FlagSet;
use crate::mailbox::{Mailbox, MailboxName, MessageRef};
use crate::message::part::PartId;
use crate::server::Server;
use crate::uid::{MessageNumber, Uid};

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
    /// All mailboxes that are subscribed or have a role, INBOX first, each with its counts; in one
    /// round trip where the server has LIST-STATUS (RFC 5819), else one STATUS each, pipelined.
    pub async fn mailboxes(&mut self) -> Result<Vec<Mailbox>, Error> {
        todo!()
    }

    /// A page of a mailbox by arrival with all mailboxes beside it, in one round trip when the
    /// mailbox is selected and has not changed.
    pub async fn list(&mut self, _mailbox: &MailboxName, _window: Window) -> Result<Listing, Error> {
        todo!()
    }

    /// A message and what is beside it. Does not mark it `\Seen`.
    pub async fn open(&mut self, _message: &MessageRef, _beside: Beside) -> Result<Opened, Error> {
        todo!()
    }

    /// The octets of some parts as they are written (not decoded), each cut after `most` octets;
    /// in the order asked for. A part that is not there is empty.
    pub async fn parts(
        &mut self,
        _message: &MessageRef,
        _ids: &[PartId],
        _most: u64,
    ) -> Result<Vec<Vec<u8>>, Error> {
        todo!()
    }

    /// A part, or the whole message (`None`), piece by piece as it is written (not decoded). The lease goes with it.
    pub async fn stream(self, _message: &MessageRef, _part: Option<&PartId>) -> Result<PartStream, Error> {
        todo!()
    }

    /// Adds and removes flags.
    pub async fn flag(
        &mut self,
        _mailbox: &MailboxName,
        _numbers: &[MessageNumber],
        _add: &FlagSet,
        _remove: &FlagSet,
    ) -> Result<(), Error> {
        todo!()
    }

    /// Files a message; its number there if the server tells (UIDPLUS, RFC 4315). With `create`
    /// a mailbox that is missing is created and subscribed.
    pub async fn append(
        &mut self,
        _mailbox: &MailboxName,
        _flags: &FlagSet,
        _octets: &[u8],
        _create: bool,
    ) -> Result<Option<MessageNumber>, Error> {
        todo!()
    }

    /// Removes one message for good and no other one: `\Deleted` and UID EXPUNGE; where the server
    /// has no UIDPLUS the message stays marked `\Deleted`.
    pub async fn remove(&mut self, _message: &MessageRef) -> Result<(), Error> {
        todo!()
    }

    /// The messages of a mailbox with this Message-ID (without angle brackets).
    pub async fn find_message_id(
        &mut self,
        _mailbox: &MailboxName,
        _message_id: &str,
    ) -> Result<Vec<MessageNumber>, Error> {
        todo!()
    }
}

/// The octets of a part on their way.
#[derive(Debug)]
pub struct PartStream {}

impl PartStream {
    /// How many octets come in all, if the server said.
    pub fn size(&self) -> u64 {
        todo!()
    }

    /// The next piece, at most 64 KiB; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        todo!()
    }
}

#[allow(unused)]
fn unused(_: Uid) {}
