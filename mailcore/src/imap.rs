//! The IMAP client (RFC 9051 and RFC 3501): the door of `async-imap` and `imap-proto`.
//!
//! `async-imap` carries the session: STARTTLS, login, tags, continuations. It never sees an untagged
//! response: `tap` frames the server's octets below it and hands those to a reader of our own,
//! which is tolerant, bounded in depth, and skips what it does not know.
//!
//! From the wire up: `frame` cuts octets into responses, `tap` stands below `async-imap`,
//! `connect` protects it and logs in; `gather` puts an answer together, `driver` is the task
//! that owns a session, `connection` the handle to it, `command` what is sent, and `pool`
//! keeps connections and leases them.
//!
//! What a lease can do stands on `select` and `response`, the reader of what came back:
//! `mailboxes`, `list` (with `known`, the rows that were shown before), `named_rows`, `read`, `find`, `change`,
//! `claim`, [`transfer`], `append`; [`neighbours`] tells what stands before and after a message.
//!
//! [`arrange`] is for mailboxes themselves: made, named, moved, removed; `around` knows whose they are and
//! how much room there is.
//!
//! Beside the pool, [`watch`] keeps a connection of its own for what changes while nobody asks.
//!
//! Lists in another order than by arrival, or of what a search found, are `order_page`; `program`
//! writes what a server is asked for, `ordering` asks in the best way that it has, with `order_here`
//! where it cannot sort, and `kept_orders` keeps the answer while nothing has changed.

use std::io;

use crate::tls;
use crate::uid::{MessageNumber, Uid};

mod append;
mod around;
pub mod arrange;
mod caller;
mod change;
mod claim;
mod command;
mod connect;
mod connection;
mod driver;
mod find;
mod frame;
mod gather;
mod kept_orders;
mod known;
pub mod label;
mod list;
pub mod mailboxes;
#[doc(hidden)]
pub mod measured;
mod named_rows;
pub mod neighbours;
mod order_here;
mod order_page;
mod ordering;
pub mod pool;
mod program;
mod read;
mod response;
#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod scripted;
mod section;
mod select;
mod tap;
pub mod transfer;
mod utf7;
pub mod watch;

/// Why a command had no result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server does not take this login: sign in again.
    #[error("the IMAP server refused the login")]
    Credentials,
    /// The mailbox or the message is not there any more, or its UIDVALIDITY changed.
    #[error("the mailbox or message is gone")]
    Gone,
    /// The account is out of room (RFC 9208, OVERQUOTA).
    #[error("the account is over its quota")]
    OverQuota,
    /// NO or BAD. The server's text, one line: for the log only.
    #[error("the IMAP server refused a command: {0}")]
    Refused(String),
    /// What the server sent is beyond a limit of ours or no IMAP at all. The connection is closed.
    #[error("the IMAP server's answer cannot be read: {0}")]
    Answer(&'static str),
    /// The certificate is not for this server, or nobody trusted made it.
    #[error("the IMAP server's certificate is not trusted")]
    Certificate(#[source] io::Error),
    /// The server cannot be reached, closed the connection, or was silent for too long.
    #[error("the IMAP server cannot be reached")]
    Connection(#[source] io::Error),
    /// All connections that this account may have are in use, and none came back in time.
    #[error("all connections of this account are in use")]
    Busy,
}

impl From<tls::Error> for Error {
    fn from(error: tls::Error) -> Self {
        match error {
            tls::Error::Certificate(error) => Self::Certificate(error),
            tls::Error::Connection(error) => Self::Connection(error),
        }
    }
}

/// What a mailbox keeps of a message beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Which message.
    pub uid: Uid,
    /// Its flags.
    pub flags: crate::flag::FlagSet,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub received_at: i64,
}

/// A message as a page needs it before its parts.
#[derive(Clone, Debug)]
pub struct MessageHead {
    /// Its number.
    pub number: MessageNumber,
    /// Its flags before it was opened.
    pub flags: crate::flag::FlagSet,
    /// Which flags its mailbox keeps.
    pub kept: crate::flag::KeptFlags,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub received_at: i64,
    /// RFC822.SIZE, in octets.
    pub size: u64,
    /// Its header, at most 256 KiB of it.
    pub header: Vec<u8>,
    /// That of the message inside it which was opened, as much of it; else empty.
    pub inner_header: Vec<u8>,
    /// Its part `1` as it is written (not decoded), if it has less than 16 KiB; `None` also where a
    /// message inside it was opened.
    pub first_part: Option<Vec<u8>>,
    /// Its tree of parts.
    pub structure: crate::message::part::Structure,
}
