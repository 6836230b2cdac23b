//! How much each folder takes of the room that there is.

use std::cmp::Reverse;
use std::time::Duration;

use mailcore::imap;
use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::MailboxName;
use tokio::time::Instant;

use crate::desk::Desk;

/// Of so many folders sizes are asked one by one.
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
    /// The server did not tell in time.
    pub is_late: bool,
}

/// Asks the server, which may have to look at every message: what it does not tell within `patience` is not known, and
/// may be known the next time.
pub async fn used(desk: &Desk, patience: Duration) -> Result<Used, imap::Error> {
    let mut lease = desk.lease(None).await?;
    let all = lease.arrangement().await?;
    let own = all.mailboxes.iter().map(|it| &it.mailbox);
    let names: Vec<MailboxName> = own.filter(|it| it.selectable).map(|it| it.name.clone()).collect();
    let at_once = lease.sizes_at_once();
    let asked = if at_once < names.len() { names.get(..MOST).unwrap_or(&names) } else { &names };
    let (mut sizes, mut is_late) = (Vec::new(), false);
    let end = Instant::now() + patience;
    for some in asked.chunks(at_once) {
        match tokio::time::timeout_at(end, lease.sizes(some)).await {
            Ok(told) => sizes.extend(told?),
            Err(_) => {
                tracing::warn!(
                    told = sizes.len(),
                    asked = asked.len(),
                    "the sizes of folders were not told in time"
                );
                is_late = true;
                break;
            }
        }
    }
    sizes.sort_by_key(|it| Reverse(it.1));
    let is_partly = !sizes.is_empty() && sizes.len() < names.len();
    Ok(Used { all, sizes, is_partly, is_late })
}
