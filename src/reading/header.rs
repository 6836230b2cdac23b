//! The whole header of a message, for who wants to know where it comes from.

use mailcore::imap::pool::Beside;
use mailcore::mailbox::{Mailboxes, MessageRef};
use mailcore::message::parse;
use mailcore::order::BY_ARRIVAL;

use crate::desk::Desk;
use crate::fetch::{Error, Message};

/// A header.
#[derive(Clone, Debug)]
pub struct WholeHeader {
    /// The subject; may be empty.
    pub subject: String,
    /// Every field in order, name and decoded value; at most 500.
    pub fields: Vec<(String, String)>,
    /// The header as it came, fit to be printed.
    pub raw: String,
    /// Its end is left out because it is too long.
    pub cut: bool,
    /// The folders, for the page around it.
    pub mailboxes: Mailboxes,
}

/// Reads the header of a message, which stays as it is.
pub async fn whole(desk: &Desk, at: &MessageRef) -> Result<WholeHeader, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let Message { opened, headers, .. } = Message::open(&mut lease, at, Beside::Folders(&BY_ARRIVAL)).await?;
    let octets = opened.head.header;
    Ok(WholeHeader {
        subject: headers.subject,
        fields: headers.all,
        raw: parse::printable(&octets),
        cut: headers.cut,
        mailboxes: opened.mailboxes,
    })
}
