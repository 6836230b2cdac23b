//! Acting on messages of a mailbox: marks, other mailboxes, removal.

use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};
use mailcore::search::Search;
use mailcore::uid::{MessageNumber, Uid, UidValidity};

use crate::desk::{self, Desk};
use crate::fetch::Error;
use crate::i18n::dates;
use crate::jobs::pace::Pace;
use crate::preferences::Deleting;
use crate::teaching::{Lesson, Verdict};

mod archive;
pub mod large;
mod spam;
pub mod undo;
mod work;

use work::{Task, Work};

/// Which messages of a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// These.
    Named(Vec<MessageNumber>),
    /// All that a search finds when it is done, of those that a person knew of.
    Found {
        /// What is searched for.
        search: Search,
        /// The epoch of the list that they saw.
        epoch: UidValidity,
        /// What came with this number or a later one had not come by then; `None` where that was not told.
        before: Option<Uid>,
    },
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
    /// Into the Archive mailbox, or the folders in it that the person wants.
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
    /// They are in folders of the Archive mailbox now.
    Archived {
        /// That mailbox.
        home: Mailbox,
        /// The levels inside of it, where all are in one folder.
        levels: Vec<String>,
        /// In how many folders they are.
        folders: usize,
    },
    /// They are marked as spam or as none and in this mailbox now, and this is what was learned.
    Judged(Mailbox, Lesson),
    /// They are in this mailbox as well.
    Copied(Mailbox),
    /// They are gone.
    Erased,
    /// They are in this mailbox again, of so many: the others are not there any more.
    Back(Mailbox, usize),
    /// Their marks are as they were, of so many.
    Unmarked(usize),
    /// Nothing is known of the act that was to be taken back: it was already, or is too long ago.
    Forgotten,
    /// They lie in the Trash mailbox: whether they are to go for good must be asked first.
    AskFirst,
    /// They are so many that it goes on by itself, under this name: [`large::progress`].
    Begun(String),
    /// Nothing was done.
    NotDone(Obstacle),
    /// It was done with some of so many messages, and then something was in the way.
    Partly(Box<Outcome>, usize, Obstacle),
}

/// What became of how many messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What.
    pub outcome: Outcome,
    /// With how many it was done; where it was not, how many were meant.
    pub count: usize,
    /// The name by which [`undo::undo`] takes it back, or goes on with that; `None` where that is not
    /// possible.
    pub undo: Option<String>,
}

impl Report {
    /// It could not be done with so many.
    fn not_done(obstacle: Obstacle, count: usize) -> Self {
        Self { outcome: Outcome::NotDone(obstacle), count, undo: None }
    }
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
    /// The messages are not there any more.
    Gone,
    /// The server cannot be reached any more.
    Cut,
    /// It was cut off, and nobody can tell whether it was done: once more may be once too often.
    Unsure,
    /// The mailbox where they would go back is not there any more.
    NoOrigin,
    /// Somebody stopped it.
    Stopped,
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
    // Folders of the archive are named by the person's months.
    tokio::spawn(dates::carried(async move {
        let numbers = resolve(&desk, &mailbox, selection).await?;
        let count = numbers.len();
        match carry_out(&desk, &mailbox, numbers, act).await {
            Ok(report) => Ok(report),
            Err(error) => Ok(Report::not_done(obstacle(error)?, count)),
        }
    }))
    .await?
}

/// The messages that a selection is, for what only looks at them.
///
/// # Errors
///
/// As [`act`].
pub async fn chosen(
    desk: &Desk,
    mailbox: &MailboxName,
    selection: Selection,
) -> Result<Vec<MessageNumber>, Error> {
    Ok(resolve(desk, mailbox, selection).await?)
}

/// What was in the way, where that is nothing which concerns the whole page.
fn obstacle(error: imap::Error) -> Result<Obstacle, imap::Error> {
    match error {
        imap::Error::OverQuota => Ok(Obstacle::Full),
        imap::Error::Refused(reason) => {
            tracing::warn!(reason, "messages were left as they were");
            Ok(Obstacle::Refused)
        }
        error => Err(error),
    }
}

/// Why no more was done.
fn in_the_way(error: imap::Error) -> Obstacle {
    match error {
        imap::Error::Gone => Obstacle::NoMailbox,
        error => obstacle(error).unwrap_or(Obstacle::Cut),
    }
}

/// The messages that are meant.
async fn resolve(
    desk: &Desk,
    mailbox: &MailboxName,
    selection: Selection,
) -> Result<Vec<MessageNumber>, imap::Error> {
    let (search, epoch, before) = match selection {
        Selection::Named(numbers) => return Ok(numbers),
        Selection::Found { search, epoch, before } => (search, epoch, before),
    };
    let mut numbers = desk.lease(Some(mailbox)).await?.numbers_in(mailbox, &search).await?;
    if numbers.iter().any(|it| it.uid_validity != epoch) {
        return Err(imap::Error::Gone);
    }
    numbers.retain(|it| before.is_none_or(|before| it.uid < before));
    Ok(numbers)
}

async fn carry_out(
    desk: &Desk,
    mailbox: &MailboxName,
    numbers: Vec<MessageNumber>,
    act: Act,
) -> Result<Report, imap::Error> {
    let mut lease = desk.lease(Some(mailbox)).await?;
    let count = numbers.len();
    let task = match prepare(desk, &mut lease, mailbox, act).await? {
        Ok(task) => task,
        Err(outcome) => return Ok(Report { outcome, count, undo: None }),
    };
    if count > large::MOST_WAITED_FOR {
        drop(lease);
        let outcome = Outcome::Begun(large::begin_act(desk, mailbox.clone(), numbers, task));
        return Ok(Report { outcome, count, undo: None });
    }
    finish(desk, lease, mailbox, &numbers, (task, &|_| true)).await
}

/// Hears with how many messages it was done, and says whether it is to go on.
type Tell<'a> = &'a (dyn Fn(usize) -> bool + Sync);

/// Does it, some messages after the others.
async fn finish(
    desk: &Desk,
    lease: Lease,
    mailbox: &MailboxName,
    numbers: &[MessageNumber],
    (task, tell): (Task, Tell<'_>),
) -> Result<Report, imap::Error> {
    let mut work = Work::new(desk, mailbox, lease, task);
    let (mut stop, mut pace, mut left) = (None, Pace::new(), numbers);
    while let Some(some) = pace.step(&mut left) {
        if !tell(work.count) {
            stop = Some(Obstacle::Stopped);
            break;
        }
        match work.some(some).await {
            Ok(()) => {}
            // Where a flag is not kept, servers say so, and most take it all the same.
            Err(imap::Error::Refused(_)) if work.was_in_vain() == Some(Obstacle::NotKept) => break,
            Err(error) if work.count == 0 && !work.is_unsure => return Err(error),
            Err(error) => {
                stop = Some(if work.is_unsure { Obstacle::Unsure } else { in_the_way(error) });
                break;
            }
        }
    }
    Ok(work.report(numbers.len(), stop).await)
}

/// What an act comes to here; or what there is to say before anything is done.
async fn prepare(
    desk: &Desk,
    lease: &mut Lease,
    mailbox: &MailboxName,
    act: Act,
) -> Result<Result<Task, Outcome>, imap::Error> {
    Ok(match act {
        Act::Mark(flag) => Ok(Task::Mark { flag, is_set: true }),
        Act::Unmark(flag) => Ok(Task::Mark { flag, is_set: false }),
        Act::Erase => Ok(Task::Erase),
        Act::Move(to) => put(lease.mailboxes().await?, mailbox, Transfer::Move, &to),
        Act::Copy(to) => put(lease.mailboxes().await?, mailbox, Transfer::Copy, &to),
        Act::Judge(verdict) => spam::prepare(lease.mailboxes().await?, mailbox, verdict),
        Act::Archive => archive::prepare(lease.mailboxes().await?, mailbox, desk.preferences.archive_by),
        Act::Delete => throw_away(lease.mailboxes().await?, mailbox, desk.preferences.deleting),
    })
}

/// Puts messages where a person said.
fn put(
    mailboxes: Mailboxes,
    mailbox: &MailboxName,
    how: Transfer,
    to: &MailboxName,
) -> Result<Task, Outcome> {
    if how == Transfer::Move && to == mailbox {
        return Err(Outcome::NotDone(Obstacle::Here));
    }
    let to = mailboxes.into_iter().find(|it| it.name == *to && it.selectable);
    let to = to.ok_or(Outcome::NotDone(Obstacle::NoMailbox))?;
    Ok(Task::Transfer { how, to, may_create: false, reads: false })
}

/// Moves messages into the Trash mailbox, which is made where it is missing; junk goes for good where the person
/// decided so.
fn throw_away(mailboxes: Mailboxes, mailbox: &MailboxName, how: Deleting) -> Result<Task, Outcome> {
    if how.junk_for_good && desk::lies_in(&[SpecialUse::Junk], mailbox, &mailboxes) {
        return Ok(Task::Erase);
    }
    let to = home(SpecialUse::Trash, mailboxes).ok_or(Outcome::NotDone(Obstacle::NoMailbox))?;
    if to.name == *mailbox || mailbox.is_inside(&to.name, to.delimiter) {
        return Err(Outcome::AskFirst);
    }
    Ok(Task::Transfer { how: Transfer::Move, to, may_create: true, reads: how.reads })
}

/// The mailbox with a role, which may be missing.
fn home(role: SpecialUse, mailboxes: Mailboxes) -> Option<Mailbox> {
    let name = desk::mailbox_for(role, &mailboxes)?;
    let known = mailboxes.into_iter().find(|it| it.name == name);
    Some(known.unwrap_or_else(|| Mailbox { special_use: Some(role), ..Mailbox::new(name, None) }))
}
