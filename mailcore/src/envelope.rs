//! What a list shows of a message (RFC 9051, section 7.5.2, ENVELOPE).

use std::ops::Deref;
use std::sync::Arc;

use crate::address::FoundAddress;
use crate::flag::FlagSet;
use crate::uid::{Uid, UidValidity};

/// A message in a list: its number, its flags, and what never changes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its number in the mailbox it was listed from.
    pub uid: Uid,
    /// Its flags when it was listed.
    pub flags: FlagSet,
    /// The rest, which may be shared: an envelope reads like its summary.
    pub summary: Arc<Summary>,
    /// The messages of its thread, this one included, where the list has a row for each thread.
    pub thread: Vec<Uid>,
    /// How many of those are not `\Seen`.
    pub unseen: u32,
}

impl Deref for Envelope {
    type Target = Summary;

    fn deref(&self) -> &Summary {
        &self.summary
    }
}

/// What a list shows of a message besides its flags. A UID means the same octets for ever (RFC 9051,
/// section 2.3.1.1), so that this never changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Who wrote it, as the header names them; may be empty.
    pub from: Vec<FoundAddress>,
    /// Whom it was written to (To, without Cc and Bcc); may be empty.
    pub to: Vec<FoundAddress>,
    /// The subject with encoded words decoded (RFC 2047), control characters gone; may be empty.
    pub subject: String,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub received_at: i64,
    /// RFC822.SIZE, in octets.
    pub size: u64,
    /// Whether a part of it is shown as an attachment.
    pub has_attachment: bool,
}

/// Which page of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Counts from 0; beyond the end it is the last page.
    pub page: u32,
    /// Messages on a page, 1 to 200.
    pub size: u32,
}

/// One page of a list, in its order: by arrival, newest first, when nothing else was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopePage {
    /// The epoch of the UIDs.
    pub uid_validity: UidValidity,
    /// At most as many as were asked for.
    pub envelopes: Vec<Envelope>,
    /// How many rows the whole list has.
    pub total: u32,
    /// The page this is, from 0; lower than asked for when the list ended before.
    pub page: u32,
    /// What the list is without, because the server cannot do it.
    pub lacks: Vec<Lack>,
}

/// What a list is without, because the server cannot do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Only so many messages, the newest, are in their order; the others follow by arrival.
    Order(u32),
    /// There are no threads: each message is a row.
    Threads,
    /// Other letters than those of ASCII were not searched for, so that more was found.
    Letters,
}
