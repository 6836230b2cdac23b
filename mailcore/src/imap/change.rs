//! Flags and removal, by UID (RFC 9051, section 6.4.6; RFC 4315).

use super::Error;
use super::command::Command;
use super::connection::Connection;
use super::pool::Lease;
use super::select::{enter, refused};
use crate::flag::{Flag, FlagSet};
use crate::mailbox::{MailboxName, MessageRef};
use crate::uid::{MessageNumber, Uid, UidValidity};

/// The most messages that one command names, so that its line stays short.
const UIDS_AT_ONCE: usize = 500;

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
        let connection = self.connection();
        let Some(epoch) = one_epoch(numbers)? else { return Ok(()) };
        enter(connection, mailbox, Some(epoch)).await?;
        let mut uids: Vec<Uid> = numbers.iter().map(|it| it.uid).collect();
        uids.sort_unstable();
        uids.dedup();
        let store = |items: &'static str, flags: &FlagSet| {
            let chunks = uids.chunks(UIDS_AT_ONCE).filter(|_| !flags.is_empty());
            chunks
                .map(|uids| Command::new("UID STORE").uids(uids).words(items).flags(flags))
                .collect::<Vec<_>>()
        };
        let mut commands = store("+FLAGS.SILENT", add);
        commands.extend(store("-FLAGS.SILENT", remove));
        change(connection, commands).await
    }

    /// Removes one message for good and no other one: `\Deleted` and UID EXPUNGE; where the server
    /// has no UIDPLUS the message stays marked `\Deleted`. A message that is gone already is no error.
    pub async fn remove(&mut self, message: &MessageRef) -> Result<(), Error> {
        let connection = self.connection();
        enter(connection, &message.mailbox, Some(message.number.uid_validity)).await?;
        let uids = [message.number.uid];
        let deleted = FlagSet::from([Flag::Deleted]);
        let mut commands = vec![Command::new("UID STORE").uids(&uids).words("+FLAGS.SILENT").flags(&deleted)];
        if connection.can("UIDPLUS") || connection.can("IMAP4REV2") {
            commands.push(Command::new("UID EXPUNGE").uids(&uids));
        }
        change(connection, commands).await
    }
}

/// The epoch that all numbers are of; `None` when there are no numbers.
fn one_epoch(numbers: &[MessageNumber]) -> Result<Option<UidValidity>, Error> {
    let Some(first) = numbers.first() else { return Ok(None) };
    let same = numbers.iter().all(|it| it.uid_validity == first.uid_validity);
    if same { Ok(Some(first.uid_validity)) } else { Err(Error::Gone) }
}

/// Runs commands in the selected mailbox, behind a NOOP: what arrived since the last command must
/// be there to be changed.
async fn change(connection: &mut Connection, commands: Vec<Command>) -> Result<(), Error> {
    if commands.is_empty() {
        return Ok(());
    }
    let commands = std::iter::once(Command::new("NOOP")).chain(commands).collect();
    let exchange = connection.run(commands).await?;
    exchange.completions.into_iter().try_for_each(|it| it.map(drop).map_err(refused))
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
}
