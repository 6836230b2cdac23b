//! How much each folder takes of the room that there is.

use std::cmp::Reverse;

use mailcore::imap;
use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::MailboxName;

use crate::desk::Desk;

/// Of so many folders sizes are asked: a server may have to look at every message for one.
const MOST: usize = 500;

/// All folders with what they take.
#[derive(Clone, Debug)]
pub struct Used {
    /// All, and the room.
    pub all: Arrangement,
    /// The octets of a folder's messages, those with most first; empty where the server does not tell.
    pub sizes: Vec<(MailboxName, u64)>,
    /// Some were not asked, or not told.
    pub is_partly: bool,
}

/// Asks the server.
pub async fn used(desk: &Desk) -> Result<Used, imap::Error> {
    let mut lease = desk.lease(None).await?;
    let all = lease.arrangement().await?;
    let own = all.mailboxes.iter().map(|it| &it.mailbox);
    let names: Vec<MailboxName> = own.filter(|it| it.selectable).map(|it| it.name.clone()).collect();
    let asked = names.get(..names.len().min(MOST)).unwrap_or_default();
    let mut sizes = lease.sizes(asked).await?;
    sizes.sort_by_key(|it| Reverse(it.1));
    let is_partly = !sizes.is_empty() && sizes.len() < names.len();
    Ok(Used { all, sizes, is_partly })
}
