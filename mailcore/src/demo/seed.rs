//! What a demonstration begins with: accounts, their mailboxes, and the messages in them.

use crate::flag::FlagSet;
use crate::mailbox::{MailboxName, SpecialUse};

/// Somebody with a mailbox.
#[derive(Clone, Debug)]
pub struct Account {
    /// The login name, which is the mail address as well.
    pub address: String,
    /// The password.
    pub password: String,
    /// The mailboxes, INBOX among them; the delimiter of their names is `/`.
    pub mailboxes: Vec<Mailbox>,
}

/// A mailbox as it is at the start.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Its name; the levels above it exist as well, even where no entry of their own says so.
    pub name: MailboxName,
    /// Its role (RFC 6154).
    pub special_use: Option<SpecialUse>,
    /// What is in it, in the order in which it arrived.
    pub messages: Vec<Message>,
}

/// A message as it lies in a mailbox.
#[derive(Clone, Debug)]
pub struct Message {
    /// The whole of it (RFC 5322), lines ended by CRLF.
    pub octets: Vec<u8>,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub received_at: i64,
    /// Its flags and keywords.
    pub flags: FlagSet,
}
