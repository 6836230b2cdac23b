//! Flags and removal, by UID (RFC 9051, section 6.4.6; RFC 4315).

use super::Error;
use super::command::Command;
use super::connection::Connection;
use super::pool::Lease;
use super::program;
use super::response::search;
use super::select::{all_ended, same_epoch};
use crate::flag::{Flag, FlagSet, KeptFlags};
use crate::mailbox::{MailboxName, MessageRef};
use crate::uid::{MessageNumber, Uid, UidValidity};

/// The most messages that one command asks about, so that its line, and its answer, stay short.
pub(super) const UIDS_AT_ONCE: usize = 500;

/// The most ranges of UIDs that a line names, of at most 22 octets each: it stays below 8,192 octets (RFC 7162,
/// section 4).
const RANGES_AT_ONCE: usize = 300;

impl Lease {
    /// Adds and removes flags. Numbers of another epoch are [`Error::Gone`], and then nothing is
    /// changed; messages that are not there any more are passed over.
    pub async fn flag(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
        add: &FlagSet,
        remove: &FlagSet,
    ) -> Result<(), Error> {
        let Some(epoch) = one_epoch(numbers)? else { return Ok(()) };
        let uids = sorted_uids(numbers);
        let store = |items: &'static str, flags: &FlagSet| {
            let lines = in_lines(&uids).into_iter().filter(|_| !flags.is_empty());
            lines
                .map(|uids| Command::new("UID STORE").uids(uids).words(items).flags(flags))
                .collect::<Vec<_>>()
        };
        let mut commands = store("+FLAGS.SILENT", add);
        commands.extend(store("-FLAGS.SILENT", remove));
        if commands.is_empty() {
            return Ok(());
        }
        self.change(mailbox, epoch, (Vec::new(), commands)).await.map(drop)
    }

    /// Whether the selected mailbox keeps a flag beyond the session; also where nothing is selected.
    pub fn keeps(&mut self, flag: &Flag) -> bool {
        self.connection().selected().is_none_or(|it| it.kept.keeps(flag))
    }

    /// Whether the server removes messages that are named, at once and no others (UIDPLUS).
    pub fn removes_at_once(&mut self) -> bool {
        removes_at_once(self.connection())
    }

    /// Which flags a mailbox keeps: its keywords are those that some message has or had.
    pub async fn kept_flags(&mut self, mailbox: &MailboxName) -> Result<KeptFlags, Error> {
        self.connection().set_selected(None);
        all_ended(self.ask(mailbox, Vec::new()).await?)?;
        Ok(self.connection().selected().map(|it| it.kept.clone()).unwrap_or_default())
    }

    /// Removes one message for good, as [`Lease::remove_all`].
    pub async fn remove(&mut self, message: &MessageRef) -> Result<(), Error> {
        self.remove_all(&message.mailbox, &[message.number]).await
    }

    /// Removes messages for good and no others: `\Deleted` and UID EXPUNGE; where the server has no
    /// UIDPLUS they stay marked `\Deleted`. A message that is gone already is no error; numbers of
    /// another epoch are [`Error::Gone`], and then nothing is removed.
    pub async fn remove_all(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
    ) -> Result<(), Error> {
        self.forget_room();
        let Some(epoch) = one_epoch(numbers)? else { return Ok(()) };
        let uids = sorted_uids(numbers);
        let connection = self.connection();
        let commands = in_lines(&uids).into_iter().flat_map(|uids| removal(connection, uids)).collect();
        self.change(mailbox, epoch, (Vec::new(), commands)).await.map(drop)
    }

    /// Sets a flag, or takes it away, and tells which messages have changed by that; otherwise as
    /// [`Lease::flag`].
    pub async fn mark(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
        flag: &Flag,
        is_set: bool,
    ) -> Result<Vec<MessageNumber>, Error> {
        let Some(uid_validity) = one_epoch(numbers)? else { return Ok(Vec::new()) };
        let flags = FlagSet::from([flag.clone()]);
        let (items, uids) = (if is_set { "+FLAGS.SILENT" } else { "-FLAGS.SILENT" }, sorted_uids(numbers));
        let lines = in_lines(&uids);
        let others = |uids: &&[Uid]| program::flag(Command::new("UID SEARCH UID").uids(uids), flag, !is_set);
        let store = |uids: &&[Uid]| Command::new("UID STORE").uids(uids).words(items).flags(&flags);
        let commands = (lines.iter().map(others).collect(), lines.iter().map(store).collect());
        let told = self.change(mailbox, uid_validity, commands).await?;
        Ok(search::uids(&told).into_iter().map(|uid| MessageNumber { uid_validity, uid }).collect())
    }

    /// Which of these messages are there; numbers of another epoch are [`Error::Gone`].
    pub async fn still_there(
        &mut self,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
    ) -> Result<Vec<MessageNumber>, Error> {
        let Some(uid_validity) = one_epoch(numbers)? else { return Ok(Vec::new()) };
        let uids = sorted_uids(numbers);
        let commands = in_lines(&uids).into_iter().map(|uids| Command::new("UID SEARCH UID").uids(uids));
        let exchange = self.ask(mailbox, commands.collect()).await?;
        same_epoch(self.connection(), uid_validity)?;
        let found = search::uids(&exchange.data);
        all_ended(exchange)?;
        Ok(found.into_iter().map(|uid| MessageNumber { uid_validity, uid }).collect())
    }
}

/// The commands that remove messages of the selected mailbox for good.
pub(super) fn removal(connection: &Connection, uids: &[Uid]) -> Vec<Command> {
    let deleted = FlagSet::from([Flag::Deleted]);
    let mut commands = vec![Command::new("UID STORE").uids(uids).words("+FLAGS.SILENT").flags(&deleted)];
    if removes_at_once(connection) {
        commands.push(Command::new("UID EXPUNGE").uids(uids));
    }
    commands
}

fn removes_at_once(connection: &Connection) -> bool {
    connection.can("UIDPLUS") || connection.can("IMAP4REV2")
}

/// The UIDs in order, each once.
pub(super) fn sorted_uids(numbers: &[MessageNumber]) -> Vec<Uid> {
    let mut uids: Vec<Uid> = numbers.iter().map(|it| it.uid).collect();
    uids.sort_unstable();
    uids.dedup();
    uids
}

/// Sorted UIDs in parts, each of which is named in one line.
pub(super) fn in_lines(uids: &[Uid]) -> Vec<&[Uid]> {
    let (mut lines, mut rest) = (Vec::new(), uids);
    let (mut ranges, mut length) = (0, 0);
    for range in uids.chunk_by(|one, next| one.get().checked_add(1) == Some(next.get())) {
        if ranges == RANGES_AT_ONCE {
            let (line, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            lines.push(line);
            (rest, ranges, length) = (others, 0, 0);
        }
        ranges += 1;
        length += range.len();
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// The epoch that all numbers are of; `None` when there are no numbers.
pub(super) fn one_epoch(numbers: &[MessageNumber]) -> Result<Option<UidValidity>, Error> {
    let Some(first) = numbers.first() else { return Ok(None) };
    let same = numbers.iter().all(|it| it.uid_validity == first.uid_validity);
    if same { Ok(Some(first.uid_validity)) } else { Err(Error::Gone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_two_epochs_are_refused() {
        let numbers = |texts: &[&str]| texts.iter().map(|it| it.parse().unwrap()).collect::<Vec<_>>();
        assert!(matches!(one_epoch(&[]), Ok(None)));
        assert!(matches!(one_epoch(&numbers(&["1-1", "1-2"])), Ok(Some(epoch)) if epoch.get() == 1));
        assert!(matches!(one_epoch(&numbers(&["1-1", "2-2"])), Err(Error::Gone)));
    }

    #[test]
    fn a_line_names_as_many_messages_as_it_has_room_for() {
        let uids = |numbers: &mut dyn Iterator<Item = u32>| numbers.filter_map(Uid::new).collect::<Vec<_>>();
        let lengths = |uids: &[Uid]| in_lines(uids).iter().map(|it| it.len()).collect::<Vec<_>>();
        assert_eq!(lengths(&[]), [0; 0]);
        assert_eq!(lengths(&uids(&mut (1..=50_000))), [50_000], "one range");
        let even = uids(&mut (1..=650).map(|it| it * 2));
        assert_eq!(lengths(&even), [300, 300, 50]);
        let scattered = uids(&mut (0..1_000).filter(|it| it % 3 != 0).chain([u32::MAX - 1, u32::MAX]));
        assert_eq!(lengths(&scattered), [600, 68]);
        assert_eq!(in_lines(&scattered).concat(), scattered);
    }
}
