//! One act on messages of a mailbox, some at a time, so that what is done is known at each moment.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName};
use mailcore::uid::set::NumberSet;
use mailcore::uid::{MessageNumber, Uid};

use super::undo::{self, Step};
use super::{Obstacle, Outcome, Report, archive, spam};
use crate::desk::Desk;
use crate::teaching::{self, Verdict};

/// How long is waited for a server that went away, before each look whether it is back.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(100), Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5)];

/// What an act comes to.
#[derive(Clone, Debug)]
pub(super) enum Task {
    /// A flag is set, or taken away.
    Mark { flag: Flag, is_set: bool },
    /// Messages go elsewhere, and become read before where that is wanted; a mailbox with a role is made where it is
    /// missing.
    Transfer { how: Transfer, to: Mailbox, may_create: bool, reads: bool },
    /// Messages go into folders of the archive, which are made where they are missing.
    Archive(archive::Plan),
    /// Messages are marked as spam or as none, and go where they belong.
    Judge { verdict: Verdict, to: Mailbox },
    /// Messages go for good.
    Erase,
}

impl Task {
    /// Whether messages with which it was done are not where they were.
    fn takes_away(&self) -> bool {
        match self {
            Self::Transfer { how, .. } => *how == Transfer::Move,
            Self::Mark { .. } => false,
            Self::Archive(_) | Self::Judge { .. } | Self::Erase => true,
        }
    }
}

/// A task under way.
pub(super) struct Work<'a> {
    pub(super) desk: &'a Desk,
    pub(super) mailbox: &'a MailboxName,
    pub(super) lease: Lease,
    pub(super) task: Task,
    /// With how many messages it was done.
    pub(super) count: usize,
    /// What takes that back.
    pub(super) steps: Vec<Step>,
    /// Into which mailboxes messages went.
    to: BTreeSet<MailboxName>,
    /// An answer was lost: what takes it back is not known of all.
    has_lost: bool,
    /// An answer was lost, and whether that was done cannot be seen.
    pub(super) is_unsure: bool,
}

impl<'a> Work<'a> {
    /// Nothing is done yet.
    pub(super) fn new(desk: &'a Desk, mailbox: &'a MailboxName, lease: Lease, task: Task) -> Self {
        let (steps, to) = (Vec::new(), BTreeSet::new());
        Self { desk, mailbox, lease, task, count: 0, steps, to, has_lost: false, is_unsure: false }
    }

    /// Does it with some messages. When the server goes away in the middle, it is asked
    /// what was done as soon as it is back, and the rest is done where that cannot be done twice.
    pub(super) async fn some(&mut self, numbers: &[MessageNumber]) -> Result<(), imap::Error> {
        let before = self.count;
        match self.once(numbers).await {
            Err(error @ (imap::Error::Connection(_) | imap::Error::Answer(_))) => {
                let Some(left) = self.look_again(numbers).await? else { return Err(error) };
                self.has_lost = true;
                if self.task.takes_away() {
                    self.count = before + numbers.len().saturating_sub(left.len());
                    if left.is_empty() {
                        return Ok(());
                    }
                }
                if !self.may_repeat() {
                    self.is_unsure = true;
                    return Err(error);
                }
                self.once(&left).await
            }
            done => done,
        }
    }

    async fn once(&mut self, numbers: &[MessageNumber]) -> Result<(), imap::Error> {
        match self.task.clone() {
            Task::Mark { flag, is_set } => {
                let changed = self.lease.mark(self.mailbox, numbers, &flag, is_set).await?;
                self.count += numbers.len();
                self.steps.extend(Step::mark(self.mailbox, flag, is_set, changed));
            }
            Task::Transfer { how, to, may_create, reads: false } => {
                self.put(numbers, how, &to.name, may_create).await?;
            }
            Task::Transfer { how, to, may_create, reads: true } => {
                self.read_and_put(numbers, how, &to.name, may_create).await?;
            }
            Task::Archive(plan) => archive::put(self, numbers, &plan).await?,
            Task::Judge { verdict, to } => spam::judge(self, numbers, verdict, &to.name).await?,
            Task::Erase => self.erase(numbers).await?,
        }
        Ok(())
    }

    /// Removes messages for good. Dovecot does as if it had where it does not let people do that.
    async fn erase(&mut self, numbers: &[MessageNumber]) -> Result<(), imap::Error> {
        self.lease.remove_all(self.mailbox, numbers).await?;
        let left = match self.lease.removes_at_once() {
            true => self.lease.still_there(self.mailbox, numbers).await?.len(),
            false => 0,
        };
        self.count += numbers.len().saturating_sub(left);
        if left == 0 { Ok(()) } else { Err(imap::Error::Refused("messages are still there".to_owned())) }
    }

    /// Puts messages into another mailbox; the UID before and the number there of each, if that is told.
    pub(super) async fn put(
        &mut self,
        numbers: &[MessageNumber],
        how: Transfer,
        to: &MailboxName,
        may_create: bool,
    ) -> Result<Vec<(Uid, MessageNumber)>, imap::Error> {
        let arrived = self.lease.transfer(how, self.mailbox, numbers, to, may_create).await?;
        let is_told = self.lease.tells_where();
        self.count += if is_told { arrived.len() } else { numbers.len() };
        self.has_lost |= !is_told;
        self.to.insert(to.clone());
        let places = NumberSet::new(arrived.iter().map(|(_, number)| *number));
        self.steps.extend(places.filter(|_| how == Transfer::Move).map(|numbers| Step::Back {
            from: to.clone(),
            to: self.mailbox.clone(),
            numbers,
        }));
        Ok(arrived)
    }

    /// The same with messages that become read before, so that a server that counts sees no new one there. What stays
    /// is as it was.
    async fn read_and_put(
        &mut self,
        numbers: &[MessageNumber],
        how: Transfer,
        to: &MailboxName,
        may_create: bool,
    ) -> Result<(), imap::Error> {
        let marked = spam::if_kept(self.lease.mark(self.mailbox, numbers, &Flag::Seen, true).await)?;
        let put = self.put(numbers, how, to, may_create).await;
        if let Err(imap::Error::Refused(_) | imap::Error::OverQuota) = put {
            spam::if_kept(self.lease.mark(self.mailbox, &marked, &Flag::Seen, false).await)?;
        }
        let places: BTreeMap<Uid, MessageNumber> = put?.into_iter().collect();
        let there = marked.iter().filter_map(|it| places.get(&it.uid).copied());
        self.steps.extend(Step::mark(to, Flag::Seen, true, there));
        Ok(())
    }

    /// Which messages are still there, once the server is back; `None` when it is not.
    ///
    /// # Errors
    ///
    /// [`imap::Error::Gone`] when their mailbox is another one by then.
    async fn look_again(
        &mut self,
        numbers: &[MessageNumber],
    ) -> Result<Option<Vec<MessageNumber>>, imap::Error> {
        for pause in PAUSES {
            tokio::time::sleep(pause).await;
            let Ok(lease) = self.desk.lease(Some(self.mailbox)).await else { continue };
            self.lease = lease;
            match self.lease.still_there(self.mailbox, numbers).await {
                Err(imap::Error::Connection(_)) => {}
                left => return left.map(Some),
            }
        }
        Ok(None)
    }

    /// Whether doing it once more with what is still there does nothing twice: what was copied and not yet
    /// removed would be copied again.
    fn may_repeat(&mut self) -> bool {
        match &self.task {
            Task::Mark { .. } | Task::Erase => true,
            Task::Archive(_) | Task::Judge { .. } | Task::Transfer { how: Transfer::Move, .. } => {
                self.lease.moves_at_once()
            }
            Task::Transfer { how: Transfer::Copy, .. } => false,
        }
    }

    /// What was done with messages of so many, until something was in the way, if it was.
    pub(super) async fn report(mut self, total: usize, obstacle: Option<Obstacle>) -> Report {
        let in_vain = match obstacle {
            Some(obstacle) => (self.count == 0).then_some(obstacle),
            None => self.was_in_vain(),
        };
        if let Some(obstacle) = in_vain {
            return Report::not_done(obstacle, total);
        }
        let Self { desk, lease, task, count, steps, to, has_lost, .. } = self;
        // Whoever teaches needs a connection, too.
        drop(lease);
        let outcome = match task {
            Task::Mark { .. } => Outcome::Marked,
            Task::Transfer { how: Transfer::Move, to, .. } => Outcome::Moved(to),
            Task::Transfer { how: Transfer::Copy, to, .. } => Outcome::Copied(to),
            Task::Archive(plan) => plan.outcome(&to),
            Task::Judge { verdict, to } => {
                let lesson = teaching::teach(desk, verdict, undo::places(&steps)).await;
                Outcome::Judged(to, lesson)
            }
            Task::Erase => Outcome::Erased,
        };
        let outcome = match obstacle {
            Some(obstacle) => Outcome::Partly(Box::new(outcome), total, obstacle),
            None => outcome,
        };
        let steps = if has_lost { Vec::new() } else { steps };
        Report { outcome, count, undo: undo::keep(desk.account, steps) }
    }

    /// Why it cannot be done here, although the server did not say so: the mailbox keeps no such flag, or
    /// none of the messages was there.
    pub(super) fn was_in_vain(&mut self) -> Option<Obstacle> {
        match &self.task {
            Task::Mark { flag, .. } if !self.lease.keeps(flag) => Some(Obstacle::NotKept),
            Task::Archive(_) | Task::Judge { .. } | Task::Transfer { .. } if self.count == 0 => {
                Some(Obstacle::Gone)
            }
            _ => None,
        }
    }
}
