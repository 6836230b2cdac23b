//! How much each folder takes of the room that there is.

use std::cmp::Reverse;
use std::io;
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

/// Asks the server, which may have to look at every message: of what it does not tell within `patience`, all else
/// included, the sizes are not known, and may be known the next time.
pub async fn used(desk: &Desk, patience: Duration) -> Result<Used, imap::Error> {
    let end = Instant::now() + patience;
    let mut lease = desk.lease(None).await?;
    let all = lease.arrangement().await?;
    let own = all.mailboxes.iter().map(|it| &it.mailbox);
    let names: Vec<MailboxName> = own.filter(|it| it.selectable).map(|it| it.name.clone()).collect();
    let at_once = lease.sizes_at_once();
    let asked = if at_once < names.len() { names.get(..MOST).unwrap_or(&names) } else { &names };
    let (mut sizes, mut is_late) = (Vec::new(), false);
    for some in asked.chunks(at_once) {
        let left = end.saturating_duration_since(Instant::now());
        is_late = left.is_zero();
        if !is_late {
            match lease.sizes(some, left).await {
                Ok(of_some) => {
                    sizes.extend(of_some.told);
                    is_late = of_some.is_late;
                }
                // Silent for longer than it may be.
                Err(imap::Error::Connection(error)) if error.kind() == io::ErrorKind::TimedOut => {
                    is_late = true;
                }
                Err(error) => return Err(error),
            }
        }
        if is_late {
            tracing::warn!(
                told = sizes.len(),
                asked = asked.len(),
                "the sizes of folders were not told in time"
            );
            break;
        }
    }
    sizes.sort_by_key(|it| Reverse(it.1));
    let is_partly = !sizes.is_empty() && sizes.len() < names.len();
    Ok(Used { all, sizes, is_partly, is_late })
}
