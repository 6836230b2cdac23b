//! Messages to another mailbox: COPY and MOVE by UID, and the numbers that they got there (RFC 9051,
//! sections 6.4.7 and 6.4.8; RFC 6851; RFC 4315).

use super::Error;
use super::append::{is_missing, make};
use super::change::{in_lines, one_epoch, removal, sorted_uids};
use super::command::Command;
use super::connection::{Connection, Exchange};
use super::pool::Lease;
use super::response::{code, search};
use super::select::{all_ended, same_epoch};
use crate::mailbox::MailboxName;
use crate::uid::{MessageNumber, Uid, UidValidity};

/// What becomes of the messages here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// They stay.
    Copy,
    /// They go: by MOVE, else they are copied, marked `\Deleted` and removed by UID EXPUNGE, so that
    /// nothing else is; where the server has no UIDPLUS either they stay marked.
    Move,
}

impl Lease {
    /// Whether the server moves messages in one step, so that none is in two places.
    pub fn moves_at_once(&mut self) -> bool {
        moves_at_once(self.connection())
    }

    /// Whether the server tells which numbers messages have where they are put.
    pub fn tells_where(&mut self) -> bool {
        self.removes_at_once()
    }

    /// Puts messages into another mailbox; the UID before and the number there of each, as far as
    /// the server tells (UIDPLUS). Messages that are not here any more are passed over. With `create`
    /// a mailbox that is missing is created and subscribed.
    ///
    /// Nothing is done twice: when the answer to a command was lost, that is the error.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`] when the numbers are of another epoch, or when there is no such mailbox and
    /// `create` is not wanted; [`Error::OverQuota`].
    pub async fn transfer(
        &mut self,
        how: Transfer,
        mailbox: &MailboxName,
        numbers: &[MessageNumber],
        to: &MailboxName,
        create: bool,
    ) -> Result<Vec<(Uid, MessageNumber)>, Error> {
        self.forget_room();
        let Some(epoch) = one_epoch(numbers)? else { return Ok(Vec::new()) };
        // Selected, and known to be alive, before anything is sent that must not be sent twice. And selected
        // anew where it was already: Dovecot does not notice that another mailbox got the name of the
        // selected one, and takes messages of that one for those that are meant. Not the inbox, which takes a
        // tenth of a second with 100,000 messages: nobody can remove it (RFC 9051, section 6.3.5).
        if !mailbox.is_inbox() {
            self.connection().set_selected(None);
        }
        all_ended(self.ask(mailbox, Vec::new()).await?)?;
        same_epoch(self.connection(), epoch)?;
        let mut arrived = Vec::new();
        for uids in in_lines(&sorted_uids(numbers)) {
            arrived.extend(self.transfer_some(how, uids, to, create).await?);
        }
        Ok(arrived)
    }

    async fn transfer_some(
        &mut self,
        how: Transfer,
        uids: &[Uid],
        to: &MailboxName,
        create: bool,
    ) -> Result<Vec<(Uid, MessageNumber)>, Error> {
        let connection = self.connection();
        let moves = how == Transfer::Move && moves_at_once(connection);
        let words = if moves { "UID MOVE" } else { "UID COPY" };
        let command = Command::new(words).uids(uids).mailbox(to);
        let mut exchange = connection.run(vec![command.clone()]).await?;
        if create && finds_nothing(&exchange) {
            make(connection, to).await?;
            exchange = connection.run(vec![command]).await?;
        }
        if finds_nothing(&exchange) {
            return Err(Error::Gone);
        }
        let arrived = numbers_there(&exchange);
        all_ended(exchange)?;
        if how == Transfer::Move && !moves {
            let commands = removal(connection, uids);
            all_ended(connection.run(commands).await?)?;
        }
        Ok(arrived)
    }
}

fn moves_at_once(connection: &Connection) -> bool {
    connection.can("MOVE") || connection.can("IMAP4REV2")
}

/// Whether a command was refused because its mailbox is not there.
fn finds_nothing(exchange: &Exchange) -> bool {
    exchange.completions.iter().any(|it| it.as_ref().is_err_and(is_missing))
}

/// What COPYUID tells: in the tagged answer to COPY, in an untagged one to MOVE.
fn numbers_there(exchange: &Exchange) -> Vec<(Uid, MessageNumber)> {
    let told = exchange.data.iter().filter_map(|it| code(it));
    let ended = exchange.completions.iter().filter_map(|it| it.as_ref().ok()?.as_deref());
    told.chain(ended).find_map(copied).unwrap_or_default()
}

/// Reads `COPYUID 38505 304,319:320 3956:3958`; `None` when it is another code or makes no sense.
fn copied(code: &str) -> Option<Vec<(Uid, MessageNumber)>> {
    let mut words = code.split_ascii_whitespace();
    words.next().filter(|it| it.eq_ignore_ascii_case("COPYUID"))?;
    let uid_validity = words.next()?.parse().ok().and_then(UidValidity::new)?;
    let mut set = || Some(search::set(words.next()?.as_bytes()));
    let (before, after) = (set()?, set()?);
    let pair = |(before, after): (&u32, &u32)| {
        Some((Uid::new(*before)?, MessageNumber { uid_validity, uid: Uid::new(*after)? }))
    };
    if before.len() == after.len() { before.iter().zip(&after).map(pair).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_in_the_other_mailbox_are_read() {
        let read = |code: &str| {
            let pairs = copied(code)?.into_iter().map(|(uid, number)| format!("{uid}>{number}"));
            Some(pairs.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("COPYUID 5 304,319:320 7:9").as_deref(), Some("304>5-7 319>5-8 320>5-9"));
        assert_eq!(read("copyuid 5 1 2").as_deref(), Some("1>5-2"));
        for code in [
            "COPYUID",
            "COPYUID 5 1",
            "COPYUID 5 1:3 7",
            "COPYUID 0 1 2",
            "COPYUID 5 x y",
            "APPENDUID 5 1",
            "",
        ] {
            assert!(read(code).unwrap_or_default().is_empty(), "{code}");
        }
    }
}
