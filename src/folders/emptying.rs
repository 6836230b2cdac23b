//! Emptying a folder: what lies in the trash or among junk goes for good, anything else into the trash.
//! Some messages at a time; leaving the page stops nothing.

use std::time::Duration;

use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, SpecialUse};
use mailcore::uid::MessageNumber;

use crate::desk::{self, Desk};
use crate::jobs::Jobs;
use crate::jobs::pace::Pace;
use crate::store::AccountId;

/// How long it is known that it is done.
const REMEMBERED: Duration = Duration::from_secs(20);

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Messages that are gone from the folder.
    pub done: usize,
    /// Messages that were there when it began.
    pub total: usize,
    /// Whether it goes on, and how it ended.
    pub state: State,
}

/// Whether it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Running,
    /// The folder is empty, but for what came meanwhile.
    Done,
    /// It ended before; what is left is where it was.
    Stopped,
}

/// Folders that are emptied by this process, or were a moment ago.
static JOBS: Jobs<MailboxName, Progress> = Jobs::new();

fn goes_on(progress: &Progress) -> bool {
    progress.state == State::Running
}

/// How far the emptying of a folder is; `None` when nobody empties it.
pub fn progress(account: AccountId, folder: &MailboxName) -> Option<Progress> {
    JOBS.get(account, folder)
}

/// All of a person, by the folders that are emptied.
pub fn all(account: AccountId) -> Vec<(MailboxName, Progress)> {
    JOBS.of(account)
}

/// Begins to empty a folder, unless that is under way.
pub fn begin(desk: &Desk, folder: MailboxName) {
    let started = Progress { done: 0, total: 0, state: State::Running };
    if !JOBS.begin(desk.account, &folder, started, goes_on) {
        return;
    }
    let desk = desk.clone();
    tokio::spawn(async move {
        let state = match empty(&desk, &folder).await {
            Ok(()) => State::Done,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a folder was not emptied");
                State::Stopped
            }
        };
        JOBS.change(desk.account, &folder, |it| it.state = state);
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(desk.account, &folder, goes_on);
    });
}

async fn empty(desk: &Desk, folder: &MailboxName) -> Result<(), imap::Error> {
    let mut lease = desk.lease(Some(folder)).await?;
    let mailboxes = lease.mailboxes().await?;
    let trash =
        desk::mailbox_for(SpecialUse::Trash, &mailboxes).filter(|_| !goes_for_good(folder, &mailboxes));
    let numbers = lease.all_numbers(folder).await?;
    JOBS.change(desk.account, folder, |it| it.total = numbers.len());
    let tell = |some| {
        JOBS.change(desk.account, folder, |it| it.done += some);
    };
    take_out(&mut lease, folder, &numbers, trash.as_ref(), tell).await
}

/// Takes messages out of a folder, some at a time: into the trash, or for good where there is none. `tell` hears with
/// how many more it was done.
pub(super) async fn take_out(
    lease: &mut Lease,
    folder: &MailboxName,
    numbers: &[MessageNumber],
    trash: Option<&MailboxName>,
    tell: impl Fn(usize),
) -> Result<(), imap::Error> {
    let (mut pace, mut left) = (Pace::new(), numbers);
    while let Some(some) = pace.step(&mut left) {
        match trash {
            Some(trash) => drop(lease.transfer(Transfer::Move, folder, some, trash, true).await?),
            None => lease.remove_all(folder, some).await?,
        }
        tell(some.len());
    }
    Ok(())
}

/// Whether what is removed from a folder is gone: it is the trash, junk, or inside one of them.
pub fn goes_for_good(folder: &MailboxName, mailboxes: &[Mailbox]) -> bool {
    desk::lies_in(&[SpecialUse::Trash, SpecialUse::Junk], folder, mailboxes)
}
