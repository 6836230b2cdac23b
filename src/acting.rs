//! Acting on messages of a mailbox: marks, other mailboxes, removal.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};
use mailcore::search::Search;
use mailcore::uid::MessageNumber;

use crate::desk::{self, Desk};
use crate::fetch::Error;
use crate::teaching::{Lesson, Verdict};

mod spam;

/// Which messages of a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// These.
    Named(Vec<MessageNumber>),
    /// All that a search finds when it is done.
    Found(Search),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Set a flag.
    Mark(Flag),
    /// Take a flag away.
    Unmark(Flag),
    /// Into another mailbox.
    Move(MailboxName),
    /// Into another mailbox as well.
    Copy(MailboxName),
    /// Into the Archive mailbox.
    Archive,
    /// Marked as spam or as none, into the Junk mailbox or back into the inbox, and taught.
    Judge(Verdict),
    /// Into the Trash mailbox; what lies there or below it is only removed by [`Act::Erase`].
    Delete,
    /// Removed for good.
    Erase,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The flags are as wanted.
    Marked,
    /// The messages are in this mailbox now, and no longer where they were.
    Moved(Mailbox),
    /// They are marked as spam or as none and in this mailbox now, and this is what was learned.
    Judged(Mailbox, Lesson),
    /// They are in this mailbox as well.
    Copied(Mailbox),
    /// They are gone.
    Erased,
    /// They lie in the Trash mailbox: whether they are to go for good must be asked first.
    AskFirst,
    /// Nothing was done.
    NotDone(Obstacle),
}

/// What became of how many messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What.
    pub outcome: Outcome,
    /// How many were meant.
    pub count: usize,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no such mailbox, or nothing can be put into it.
    NoMailbox,
    /// They are in that mailbox already.
    Here,
    /// The account is out of room.
    Full,
    /// The server does not allow it.
    Refused,
    /// The mailbox keeps no such flag.
    NotKept,
}

/// Acts on messages of one mailbox. Works on when the future is dropped.
///
/// # Errors
///
/// [`imap::Error::Gone`] when the numbers are of another epoch of the mailbox, and then nothing was
/// done. A message that is not there any more is passed over.
pub async fn act(
    desk: &Desk,
    mailbox: &MailboxName,
    selection: Selection,
    act: Act,
) -> Result<Report, Error> {
    let (desk, mailbox) = (desk.clone(), mailbox.clone());
    tokio::spawn(async move {
        let numbers = resolve(&desk, &mailbox, selection).await?;
        let outcome = match carry_out(&desk, &mailbox, &numbers, act).await {
            Err(imap::Error::OverQuota) => Outcome::NotDone(Obstacle::Full),
            Err(imap::Error::Refused(reason)) => {
                tracing::warn!(reason, "messages were left as they were");
                Outcome::NotDone(Obstacle::Refused)
            }
            done => done?,
        };
        Ok(Report { outcome, count: numbers.len() })
    })
    .await?
}

/// The messages that are meant.
async fn resolve(
    desk: &Desk,
    mailbox: &MailboxName,
    selection: Selection,
) -> Result<Vec<MessageNumber>, imap::Error> {
    match selection {
        Selection::Named(numbers) => Ok(numbers),
        Selection::Found(search) => desk.lease(Some(mailbox)).await?.numbers_in(mailbox, &search).await,
    }
}

async fn carry_out(
    desk: &Desk,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    act: Act,
) -> Result<Outcome, imap::Error> {
    let mut lease = desk.lease(Some(mailbox)).await?;
    let none = FlagSet::new();
    match act {
        Act::Mark(flag) => return mark(&mut lease, mailbox, numbers, flag).await,
        Act::Unmark(flag) => lease.flag(mailbox, numbers, &none, &FlagSet::from([flag])).await?,
        Act::Erase => {
            lease.remove_all(mailbox, numbers).await?;
            return Ok(Outcome::Erased);
        }
        Act::Move(to) => return put(&mut lease, mailbox, numbers, Transfer::Move, &to).await,
        Act::Copy(to) => return put(&mut lease, mailbox, numbers, Transfer::Copy, &to).await,
        Act::Judge(verdict) => return spam::judge(desk, lease, mailbox, numbers, verdict).await,
        Act::Archive => return put_away(&mut lease, mailbox, numbers, SpecialUse::Archive).await,
        Act::Delete => return put_away(&mut lease, mailbox, numbers, SpecialUse::Trash).await,
    }
    Ok(Outcome::Marked)
}

/// Sets a flag. Where the mailbox does not keep it, servers say so, and most take it all the same.
async fn mark(
    lease: &mut Lease,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    flag: Flag,
) -> Result<Outcome, imap::Error> {
    let done = lease.flag(mailbox, numbers, &FlagSet::from([flag.clone()]), &FlagSet::new()).await;
    if matches!(done, Ok(()) | Err(imap::Error::Refused(_))) && !lease.keeps(&flag) {
        return Ok(Outcome::NotDone(Obstacle::NotKept));
    }
    done.map(|()| Outcome::Marked)
}

/// Puts messages where a person said.
async fn put(
    lease: &mut Lease,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    how: Transfer,
    to: &MailboxName,
) -> Result<Outcome, imap::Error> {
    if how == Transfer::Move && to == mailbox {
        return Ok(Outcome::NotDone(Obstacle::Here));
    }
    let mailboxes = lease.mailboxes().await?;
    let Some(to) = mailboxes.into_iter().find(|it| it.name == *to && it.selectable) else {
        return Ok(Outcome::NotDone(Obstacle::NoMailbox));
    };
    lease.transfer(how, mailbox, numbers, &to.name, false).await?;
    Ok(match how {
        Transfer::Move => Outcome::Moved(to),
        Transfer::Copy => Outcome::Copied(to),
    })
}

/// Moves messages into the mailbox with a role, which is made where it is missing.
async fn put_away(
    lease: &mut Lease,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    role: SpecialUse,
) -> Result<Outcome, imap::Error> {
    let Some(to) = home(role, lease.mailboxes().await?) else {
        return Ok(Outcome::NotDone(Obstacle::NoMailbox));
    };
    match role {
        SpecialUse::Trash if to.name == *mailbox || mailbox.is_inside(&to.name, to.delimiter) => {
            return Ok(Outcome::AskFirst);
        }
        _ if to.name == *mailbox => return Ok(Outcome::NotDone(Obstacle::Here)),
        _ => {}
    }
    lease.transfer(Transfer::Move, mailbox, numbers, &to.name, true).await?;
    Ok(Outcome::Moved(to))
}

/// The mailbox with a role, which may be missing.
fn home(role: SpecialUse, mailboxes: Mailboxes) -> Option<Mailbox> {
    let name = desk::mailbox_for(role, &mailboxes)?;
    let known = mailboxes.into_iter().find(|it| it.name == name);
    Some(known.unwrap_or_else(|| Mailbox { special_use: Some(role), ..Mailbox::new(name, None) }))
}
