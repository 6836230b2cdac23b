//! Spam, or none: marked, put where it belongs, and taught.

use std::collections::BTreeMap;

use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};
use mailcore::uid::{MessageNumber, Uid};

use super::undo::Step;
use super::work::{Task, Work};
use super::{Obstacle, Outcome, home};
use crate::teaching::Verdict;

/// The keywords of the IANA's registry, and those that Thunderbird and programs after it set.
const SPAM: [&str; 2] = ["$Junk", "Junk"];
const NOT_SPAM: [&str; 2] = ["$NotJunk", "NonJunk"];

/// What a verdict comes to here.
pub(super) fn prepare(
    mailboxes: Mailboxes,
    mailbox: &MailboxName,
    verdict: Verdict,
) -> Result<Task, Outcome> {
    let to = destination(verdict, mailboxes).ok_or(Outcome::NotDone(Obstacle::NoMailbox))?;
    if to.name == *mailbox {
        return Err(Outcome::NotDone(Obstacle::Here));
    }
    Ok(Task::Judge { verdict, to })
}

/// Marks messages and moves them. The marks come first, so that they travel along and a server that
/// watches the move sees them; where they are not kept, the messages move all the same.
pub(super) async fn judge(
    work: &mut Work<'_>,
    numbers: &[MessageNumber],
    verdict: Verdict,
    to: &MailboxName,
) -> Result<(), imap::Error> {
    let mut changed = Vec::new();
    for (flag, is_set) in marks(verdict) {
        let marked = if_kept(work.lease.mark(work.mailbox, numbers, &flag, is_set).await)?;
        changed.push((flag, is_set, marked));
    }
    let moved = work.put(numbers, Transfer::Move, to, true).await;
    if let Err(imap::Error::Refused(_) | imap::Error::OverQuota) = moved {
        // What stays is not what it was called.
        for (flag, is_set, marked) in &changed {
            if_kept(work.lease.mark(work.mailbox, marked, flag, !is_set).await)?;
        }
    }
    let places: BTreeMap<Uid, MessageNumber> = moved?.into_iter().collect();
    for (flag, is_set, marked) in changed {
        let there = marked.iter().filter_map(|it| places.get(&it.uid).copied());
        work.steps.extend(Step::mark(to, flag, is_set, there));
    }
    work.steps.push(Step::Unlearn(verdict));
    Ok(())
}

/// Where messages belong of which that is said.
fn destination(verdict: Verdict, mailboxes: Mailboxes) -> Option<Mailbox> {
    match verdict {
        Verdict::Spam => home(SpecialUse::Junk, mailboxes),
        Verdict::NotSpam => mailboxes.into_iter().find(|it| it.name == MailboxName::inbox()),
    }
}

/// The marks, each with whether it is set or taken away.
fn marks(verdict: Verdict) -> impl Iterator<Item = (Flag, bool)> {
    let flags = |names: [&'static str; 2]| names.into_iter().filter_map(Flag::parse);
    let (set, taken) = match verdict {
        Verdict::Spam => (SPAM, NOT_SPAM),
        Verdict::NotSpam => (NOT_SPAM, SPAM),
    };
    flags(set).map(|it| (it, true)).chain(flags(taken).map(|it| (it, false)))
}

/// A mailbox that keeps no such marks may say so.
pub(super) fn if_kept(
    done: Result<Vec<MessageNumber>, imap::Error>,
) -> Result<Vec<MessageNumber>, imap::Error> {
    match done {
        Err(imap::Error::Refused(reason)) => {
            tracing::debug!(reason, "marks were not taken");
            Ok(Vec::new())
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_verdict_takes_the_marks_of_the_other_away() {
        let marks = |verdict| marks(verdict).map(|(flag, is_set)| (flag.to_string(), is_set));
        let spam = [("$Junk", true), ("Junk", true), ("$NotJunk", false), ("NonJunk", false)];
        let expected: Vec<_> = spam.iter().map(|(name, is_set)| ((*name).to_owned(), *is_set)).collect();
        assert_eq!(marks(Verdict::Spam).collect::<Vec<_>>(), expected);
        let mut other: Vec<_> = marks(Verdict::NotSpam).map(|(name, is_set)| (name, !is_set)).collect();
        other.rotate_left(2);
        assert_eq!(other, expected);
    }
}
