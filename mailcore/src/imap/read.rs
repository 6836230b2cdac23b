//! A message, its parts, and its octets. Nothing here marks it `\Seen`.

use super::command::Command;
use super::list::Wanted;
use super::pool::{Beside, Lease, Opened, PartStream};
use super::response::fetch::{Row, Rows};
use super::select::{all_ended, same_epoch};
use super::{Error, MessageHead};
use crate::flag::KeptFlags;
use crate::mailbox::MessageRef;
use crate::message::part::PartId;
use crate::order::BY_ARRIVAL;

/// The most parts that are asked for in one command, so that its line stays short.
const PARTS_AT_ONCE: usize = 50;

/// So many octets of the first part come with the head of a message: a text is then there without a
/// second round trip, and little comes in vain.
pub(super) const MOST_FIRST_PART: usize = 16 * 1024;

/// The most octets of the rest of a message: servers may count in 32 bits with a sign.
const MOST_REST: u64 = 0x7fff_ffff;

impl Lease {
    /// A message and what is beside it. Does not mark it `\Seen`.
    pub async fn open(&mut self, message: &MessageRef, beside: Beside<'_>) -> Result<Opened, Error> {
        self.open_with(message, None, beside).await
    }

    /// The same, with the header of the message that the part `inside` is.
    pub async fn open_inside(
        &mut self,
        message: &MessageRef,
        inside: &PartId,
        beside: Beside<'_>,
    ) -> Result<Opened, Error> {
        self.open_with(message, Some(inside), beside).await
    }

    async fn open_with(
        &mut self,
        message: &MessageRef,
        inside: Option<&PartId>,
        beside: Beside<'_>,
    ) -> Result<Opened, Error> {
        let uid = message.number.uid;
        let (view, window, mailboxes) = match beside {
            Beside::Nothing => (&BY_ARRIVAL, None, false),
            Beside::Folders(view) => (view, None, true),
            Beside::List(view, window) => (view, Some(window), true),
        };
        let fetch = Command::new("UID FETCH").uids(&[uid]).head(inside);
        let neighbours = beside != Beside::Nothing;
        let wanted = Wanted { message: Some((uid, fetch)), neighbours, view, window, mailboxes };
        let seen = self.look(&message.mailbox, wanted).await?;
        same_epoch(self.connection(), message.number.uid_validity)?;
        let kept = self.connection().selected().map(|it| it.kept.clone()).unwrap_or_default();
        let head = seen.message.and_then(|row| head(message, inside, row, kept)).ok_or(Error::Gone)?;
        Ok(Opened { head, mailboxes: seen.mailboxes, page: seen.page, neighbours: seen.neighbours })
    }

    /// The octets of some parts as they are written (not decoded), each cut after `most` octets;
    /// in the order asked for. A part that is not there is empty.
    pub async fn parts(
        &mut self,
        message: &MessageRef,
        ids: &[PartId],
        most: u64,
    ) -> Result<Vec<Vec<u8>>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let uid = message.number.uid;
        let most = most.clamp(1, u64::from(u32::MAX));
        let fetch = |ids| Command::new("UID FETCH").uids(&[uid]).bodies(ids, most);
        let commands = ids.chunks(PARTS_AT_ONCE).map(fetch).collect();
        let exchange = self.ask_of_all(&message.mailbox, commands).await?;
        same_epoch(self.connection(), message.number.uid_validity)?;
        let mut rows = Rows::new(None);
        rows.absorb(&exchange.data);
        all_ended(exchange)?;
        let mut row = rows.take(uid).ok_or(Error::Gone)?;
        Ok(ids.iter().map(|id| row.take_section(&id.to_string()).unwrap_or_default()).collect())
    }

    /// The first octets of the whole message as it is written, at most `most`.
    pub async fn beginning(&mut self, message: &MessageRef, most: u64) -> Result<Vec<u8>, Error> {
        let uid = message.number.uid;
        let fetch = Command::new("UID FETCH").uids(&[uid]).body(None, Some((0, most)));
        let exchange = self.ask_of_all(&message.mailbox, vec![fetch]).await?;
        same_epoch(self.connection(), message.number.uid_validity)?;
        let mut rows = Rows::new(None);
        rows.absorb(&exchange.data);
        all_ended(exchange)?;
        rows.take(uid).and_then(|mut row| row.take_section("")).ok_or(Error::Gone)
    }

    /// A part, or the whole message (`None`), piece by piece as it is written (not decoded). The
    /// lease goes with it, and comes back by [`PartStream::into_lease`].
    ///
    /// A connection that has the mailbox selected is not asked what is new first, which would be a
    /// round trip more: after [`Lease::open`] it knows of the message.
    pub async fn stream(self, message: &MessageRef, part: Option<&PartId>) -> Result<PartStream, Error> {
        self.stream_in(message, part, None).await
    }

    /// The whole message as [`Lease::stream`], without its first `from` octets: for who has them from a connection
    /// that broke. Beyond its end there is nothing, which is no error.
    pub async fn stream_rest(self, message: &MessageRef, from: u64) -> Result<PartStream, Error> {
        self.stream_in(message, None, Some((from, MOST_REST))).await
    }

    async fn stream_in(
        mut self,
        message: &MessageRef,
        part: Option<&PartId>,
        range: Option<(u64, u64)>,
    ) -> Result<PartStream, Error> {
        let selected = self.connection().selected();
        if selected.is_none_or(|it| it.name != message.mailbox) {
            all_ended(self.ask(&message.mailbox, Vec::new()).await?)?;
        }
        same_epoch(self.connection(), message.number.uid_validity)?;
        let fetch = Command::new("UID FETCH").uids(&[message.number.uid]).body(part, range);
        PartStream::start(self, fetch).await
    }
}

/// What a page needs of a message; `None` when the server did not tell its header.
fn head(message: &MessageRef, inside: Option<&PartId>, mut row: Row, kept: KeptFlags) -> Option<MessageHead> {
    let header = row.take_section("HEADER")?;
    let inner_header = inside.and_then(|it| row.take_section(&format!("{it}.HEADER")));
    // One that fills its room may go on.
    let first_part = row.take_section("1").filter(|it| (1..MOST_FIRST_PART).contains(&it.len()));
    Some(MessageHead {
        number: message.number,
        flags: row.flags.unwrap_or_default(),
        kept,
        received_at: row.received_at.unwrap_or_default(),
        size: row.size.unwrap_or_default(),
        header,
        inner_header: inner_header.unwrap_or_default(),
        first_part,
        structure: row.structure.unwrap_or_default(),
    })
}
