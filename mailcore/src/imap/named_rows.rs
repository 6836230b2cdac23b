//! What a list shows, and what a mailbox keeps, of messages that are named one by one, wherever they stand.

use super::change::{UIDS_AT_ONCE, one_epoch, sorted_uids};
use super::command::Command;
use super::list::ROW_ITEMS;
use super::pool::Lease;
use super::response::fetch::Rows;
use super::select::{all_ended, same_epoch};
use super::{Error, Marks};
use crate::envelope::Envelope;
use crate::mailbox::MailboxName;
use crate::uid::MessageNumber;

impl Lease {
    /// The rows of these messages in the order of their UIDs. Those that are not there any more are
    /// left out; numbers of another epoch are [`Error::Gone`].
    pub async fn envelopes(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
    ) -> Result<Vec<Envelope>, Error> {
        let Some(epoch) = one_epoch(numbers)? else { return Ok(Vec::new()) };
        let uids = sorted_uids(numbers);
        let fetch = |uids| Command::new("UID FETCH").uids(uids).words(ROW_ITEMS);
        let exchange = self.ask(mailbox, uids.chunks(UIDS_AT_ONCE).map(fetch).collect()).await?;
        same_epoch(self.connection(), epoch)?;
        let mut rows = Rows::new(None).assuming(self.assumed_charset());
        rows.absorb(&exchange.data);
        all_ended(exchange)?;
        let rows = uids.into_iter().filter_map(|uid| {
            let mut row = rows.take(uid)?;
            let summary = row.summary()?;
            Some(Envelope {
                uid,
                flags: row.flags.unwrap_or_default(),
                summary,
                thread: Vec::new(),
                unseen: 0,
            })
        });
        Ok(rows.collect())
    }

    /// What the mailbox keeps of these messages beside them, in the order of their UIDs. Of one that is not there any
    /// more, or of which the server does not tell both, there is nothing; one that it refuses takes nothing from the
    /// others that it told of. A server need not open a message for that. Numbers of another epoch are [`Error::Gone`].
    pub async fn marks(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
    ) -> Result<Vec<Marks>, Error> {
        let Some(epoch) = one_epoch(numbers)? else { return Ok(Vec::new()) };
        let uids = sorted_uids(numbers);
        let fetch = |uids| Command::new("UID FETCH").uids(uids).words("(UID FLAGS INTERNALDATE)");
        let exchange = self.ask(mailbox, uids.chunks(UIDS_AT_ONCE).map(fetch).collect()).await?;
        same_epoch(self.connection(), epoch)?;
        let mut rows = Rows::new(None);
        rows.absorb(&exchange.data);
        let marks = uids.into_iter().filter_map(|uid| {
            let row = rows.take(uid)?;
            Some(Marks { uid, flags: row.flags?, received_at: row.received_at? })
        });
        Ok(marks.collect())
    }
}
