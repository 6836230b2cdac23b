//! Taking acts back: what the last ones of each person did is kept for a while.

use std::collections::{HashMap, VecDeque};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef};
use mailcore::uid::MessageNumber;
use mailcore::uid::set::NumberSet;

use super::{Obstacle, Outcome, Report, Tell, in_the_way, large};
use crate::desk::Desk;
use crate::fetch::Error;
use crate::secret;
use crate::store::AccountId;
use crate::teaching::{self, Verdict};

/// How many acts of a person are kept.
const MOST_KEPT: usize = 8;

/// How long they are kept.
const KEPT_FOR: Duration = Duration::from_secs(1_800);

/// A part of what takes an act back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Messages go back to the mailbox in which they were.
    Back {
        /// Where they are since.
        from: MailboxName,
        /// Where they were.
        to: MailboxName,
        /// Their numbers where they are.
        numbers: NumberSet,
    },
    /// Messages whose flag has changed have it again, or not.
    Mark {
        /// Where they are.
        mailbox: MailboxName,
        /// Which flag.
        flag: Flag,
        /// Whether they had it.
        was_set: bool,
        /// Those that have changed.
        numbers: NumberSet,
    },
    /// What was learned of the messages that go back is learned the other way round.
    Unlearn(Verdict),
}

impl Step {
    /// For a flag that was set or taken away, and has changed these; `None` when there are none.
    pub(super) fn mark(
        mailbox: &MailboxName,
        flag: Flag,
        is_set: bool,
        changed: impl IntoIterator<Item = MessageNumber>,
    ) -> Option<Self> {
        let numbers = NumberSet::new(changed)?;
        Some(Self::Mark { mailbox: mailbox.clone(), flag, was_set: !is_set, numbers })
    }

    fn moves(&self) -> bool {
        matches!(self, Self::Back { .. })
    }

    /// How many messages it is about.
    fn count(&self) -> usize {
        match self {
            Self::Back { numbers, .. } | Self::Mark { numbers, .. } => numbers.len(),
            Self::Unlearn(_) => 0,
        }
    }
}

/// An act that can be taken back.
#[derive(Clone, Debug)]
struct Kept {
    id: String,
    steps: Vec<Step>,
    done_at: Instant,
}

type Acts = HashMap<AccountId, VecDeque<Kept>>;

/// The last acts of everybody, the newest first.
static ACTS: LazyLock<Mutex<Acts>> = LazyLock::new(Mutex::default);

fn acts() -> MutexGuard<'static, Acts> {
    ACTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps what takes an act back; its name. `None` when nothing does.
pub(super) fn keep(account: AccountId, steps: Vec<Step>) -> Option<String> {
    if steps.is_empty() {
        return None;
    }
    let id = secret::random_hex::<16>();
    put(account, Kept { id: id.clone(), steps, done_at: Instant::now() });
    Some(id)
}

fn put(account: AccountId, kept: Kept) {
    let mut acts = acts();
    for others in acts.values_mut() {
        others.retain(|it| it.done_at.elapsed() < KEPT_FOR);
    }
    acts.retain(|_, others| !others.is_empty());
    let own = acts.entry(account).or_default();
    own.push_front(kept);
    own.truncate(MOST_KEPT);
}

fn take(account: AccountId, id: &str) -> Option<Kept> {
    let mut acts = acts();
    let own = acts.get_mut(&account)?;
    let at = own.iter().position(|it| it.id == id)?;
    own.remove(at)
}

/// Where the messages are that would go back.
pub(super) fn places(steps: &[Step]) -> Vec<MessageRef> {
    let moved = steps.iter().filter_map(|step| match step {
        Step::Back { from, numbers, .. } => Some((from, numbers)),
        Step::Mark { .. } | Step::Unlearn(_) => None,
    });
    let place = |(mailbox, number): (&MailboxName, _)| MessageRef { mailbox: mailbox.clone(), number };
    moved.flat_map(|(from, numbers)| numbers.iter().map(move |number| (from, number))).map(place).collect()
}

/// Takes an act on messages of a mailbox back, once; what could not be is kept, to be tried again. Works on
/// when the future is dropped.
pub async fn undo(desk: &Desk, mailbox: &MailboxName, id: &str) -> Result<Report, Error> {
    let Some(kept) = take(desk.account, id) else {
        return Ok(Report { outcome: Outcome::Forgotten, count: 0, undo: None });
    };
    let (desk, total) = (desk.clone(), count(&kept.steps));
    if total > large::MOST_WAITED_FOR {
        let job = large::begin(desk.account, mailbox.clone(), total, |teller| async move {
            take_back(&desk, kept, &|done| teller.tell(done)).await
        });
        return Ok(Report { outcome: Outcome::Begun(job), count: total, undo: None });
    }
    tokio::spawn(async move { Ok(take_back(&desk, kept, &|_| true).await?) }).await?
}

/// How many messages are to be as they were: those that go back, where some do, else those whose marks change.
fn count(steps: &[Step]) -> usize {
    let goes_back = goes_back(steps);
    steps.iter().filter(|it| it.moves() == goes_back).map(Step::count).sum()
}

fn goes_back(steps: &[Step]) -> bool {
    steps.iter().any(Step::moves)
}

/// Takes the steps back, the last one first.
async fn take_back(desk: &Desk, mut kept: Kept, tell: Tell<'_>) -> Result<Report, imap::Error> {
    let total = count(&kept.steps);
    let mut lease = match desk.lease(None).await {
        Ok(lease) => lease,
        Err(error) => {
            put(desk.account, kept);
            return Err(error);
        }
    };
    let mut undone = Undone { goes_back: goes_back(&kept.steps), ..Undone::default() };
    let mut obstacle = None;
    while let Some(step) = kept.steps.last() {
        if !tell(undone.restored().of) {
            obstacle = Some(Obstacle::Stopped);
            break;
        }
        match undone.take(&mut lease, step).await {
            Ok(()) => drop(kept.steps.pop()),
            Err(error) => {
                obstacle = Some(why(error, lease.moves_at_once()));
                break;
            }
        }
    }
    let may_go_on = obstacle.is_some_and(|it| !matches!(it, Obstacle::NoOrigin | Obstacle::Unsure));
    let undo = may_go_on.then(|| kept.id.clone());
    if may_go_on {
        put(desk.account, kept);
    }
    Ok(Report { undo, ..undone.report(desk, lease, total, obstacle).await })
}

/// Why it does not go on. What was cut off can be tried again where nothing is put back twice by that.
fn why(error: imap::Error, moves_at_once: bool) -> Obstacle {
    match in_the_way(error) {
        Obstacle::NoMailbox => Obstacle::NoOrigin,
        Obstacle::Cut if !moves_at_once => Obstacle::Unsure,
        obstacle => obstacle,
    }
}

/// What is as it was by now.
#[derive(Debug, Default)]
struct Undone {
    /// Whether messages go back.
    goes_back: bool,
    /// To where.
    to: Option<MailboxName>,
    back: Restored,
    marked: Restored,
    /// Where those are that went back.
    places: Vec<MessageRef>,
    learned: Option<Verdict>,
}

/// How many messages are as they were.
#[derive(Clone, Copy, Debug, Default)]
struct Restored {
    /// So many.
    count: usize,
    /// Of so many: the others are not there any more.
    of: usize,
}

impl Restored {
    fn add(&mut self, count: usize, of: usize) {
        self.count += count;
        self.of += of;
    }
}

impl Undone {
    fn restored(&self) -> Restored {
        if self.goes_back { self.back } else { self.marked }
    }

    /// Takes a step back.
    async fn take(&mut self, lease: &mut Lease, step: &Step) -> Result<(), imap::Error> {
        match step {
            Step::Unlearn(verdict) => self.learned = Some(*verdict),
            Step::Back { from, to, numbers } => {
                let numbers: Vec<_> = numbers.iter().collect();
                let arrived = lease.transfer(Transfer::Move, from, &numbers, to, false).await?;
                self.to = Some(to.clone());
                self.back.add(arrived.len(), numbers.len());
                let place = |(_, number)| MessageRef { mailbox: to.clone(), number };
                self.places.extend(arrived.into_iter().map(place));
            }
            Step::Mark { mailbox, flag, was_set, numbers } => {
                let numbers: Vec<_> = numbers.iter().collect();
                lease.mark(mailbox, &numbers, flag, *was_set).await?;
                self.marked.add(lease.still_there(mailbox, &numbers).await?.len(), numbers.len());
            }
        }
        Ok(())
    }

    /// What became of so many messages. It is told of those that went back, where some did.
    async fn report(self, desk: &Desk, mut lease: Lease, total: usize, obstacle: Option<Obstacle>) -> Report {
        let Restored { count, of } = self.restored();
        let outcome = match (obstacle.filter(|_| of == 0), &self.to) {
            (Some(obstacle), _) => return Report::not_done(obstacle, total),
            (None, None) => Outcome::Unmarked(of),
            (None, Some(_)) if count == 0 => return Report::not_done(Obstacle::Gone, total),
            (None, Some(name)) => Outcome::Back(named(&mut lease, name).await, of),
        };
        drop(lease);
        if let Some(verdict) = self.learned {
            // The messages are back, whatever becomes of it: the next page tells.
            let lesson = teaching::teach(desk, verdict.other(), self.places).await;
            teaching::tell_later(desk.account, lesson);
        }
        let outcome = match obstacle {
            Some(obstacle) => Outcome::Partly(Box::new(outcome), total, obstacle),
            None => outcome,
        };
        Report { outcome, count, undo: None }
    }
}

/// What is known of the mailbox of this name.
async fn named(lease: &mut Lease, name: &MailboxName) -> Mailbox {
    let mailboxes = lease.mailboxes().await.unwrap_or_default();
    let known = mailboxes.into_iter().find(|it| it.name == *name);
    known.unwrap_or_else(|| Mailbox::new(name.clone(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        let inbox = MailboxName::inbox();
        let numbers = NumberSet::new([text.parse().unwrap()]).unwrap();
        Step::Back { from: inbox.clone(), to: inbox, numbers }
    }

    #[test]
    fn an_act_is_taken_once_by_whose_it_is() {
        let (ours, theirs) = (AccountId(-71), AccountId(-72));
        assert_eq!(keep(ours, Vec::new()), None);
        let id = keep(ours, vec![step("1-1")]).unwrap();
        assert!(take(theirs, &id).is_none());
        assert_eq!(take(ours, &id).map(|it| it.steps), Some(vec![step("1-1")]));
        assert!(take(ours, &id).is_none());
    }

    #[test]
    fn the_last_acts_are_kept() {
        let ours = AccountId(-73);
        let ids: Vec<String> = (0..=MOST_KEPT).map(|_| keep(ours, vec![step("1-1")]).unwrap()).collect();
        assert!(take(ours, &ids[0]).is_none() && take(ours, &ids[1]).is_some());
    }
}
