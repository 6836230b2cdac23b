//! Spam, or none: marked, put where it belongs, and taught.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, MessageRef, SpecialUse};
use mailcore::uid::MessageNumber;

use super::{Obstacle, Outcome, home};
use crate::desk::Desk;
use crate::teaching::{self, Verdict};

/// The keywords of the IANA's registry, and those that Thunderbird and programs after it set.
const SPAM: [&str; 2] = ["$Junk", "Junk"];
const NOT_SPAM: [&str; 2] = ["$NotJunk", "NonJunk"];

/// Marks messages, moves them and teaches. The marks come first, so that they travel along and a
/// server that watches the move sees them; where they are not kept, the messages move all the same.
pub(super) async fn judge(
    desk: &Desk,
    mut lease: Lease,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    verdict: Verdict,
) -> Result<Outcome, imap::Error> {
    let Some(to) = destination(verdict, lease.mailboxes().await?) else {
        return Ok(Outcome::NotDone(Obstacle::NoMailbox));
    };
    if to.name == *mailbox {
        return Ok(Outcome::NotDone(Obstacle::Here));
    }
    let (add, remove) = marks(verdict);
    if_kept(lease.flag(mailbox, numbers, &add, &remove).await)?;
    let moved = lease.transfer(Transfer::Move, mailbox, numbers, &to.name, true).await;
    if let Err(imap::Error::Refused(_) | imap::Error::OverQuota) = moved {
        // What stays is not what it was called.
        if_kept(lease.flag(mailbox, numbers, &FlagSet::new(), &add).await)?;
    }
    let moved = moved?;
    drop(lease);
    let places = moved.into_iter().map(|(_, number)| MessageRef { mailbox: to.name.clone(), number });
    let lesson = teaching::teach(desk, verdict, places.collect()).await;
    Ok(Outcome::Judged(to, lesson))
}

/// Where messages belong of which that is said.
fn destination(verdict: Verdict, mailboxes: Mailboxes) -> Option<Mailbox> {
    match verdict {
        Verdict::Spam => home(SpecialUse::Junk, mailboxes),
        Verdict::NotSpam => mailboxes.into_iter().find(|it| it.name == MailboxName::inbox()),
    }
}

/// The marks that are set, and those that are taken away.
fn marks(verdict: Verdict) -> (FlagSet, FlagSet) {
    let set = |names: [&str; 2]| names.into_iter().filter_map(Flag::parse).collect();
    match verdict {
        Verdict::Spam => (set(SPAM), set(NOT_SPAM)),
        Verdict::NotSpam => (set(NOT_SPAM), set(SPAM)),
    }
}

/// A mailbox that keeps no such marks may say so.
fn if_kept(done: Result<(), imap::Error>) -> Result<(), imap::Error> {
    match done {
        Err(imap::Error::Refused(reason)) => {
            tracing::debug!(reason, "marks of spam were not taken");
            Ok(())
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_verdict_takes_the_marks_of_the_other_away() {
        let names = |flags: &FlagSet| flags.iter().map(Flag::to_string).collect::<Vec<_>>();
        let (add, remove) = marks(Verdict::Spam);
        assert_eq!(
            (names(&add), names(&remove)),
            (vec!["$Junk".into(), "Junk".into()], vec!["$NotJunk".to_owned(), "NonJunk".into()])
        );
        assert_eq!(marks(Verdict::NotSpam), (remove, add));
    }
}
