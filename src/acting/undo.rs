//! Taking acts back: what the last ones of each person did is kept for a while.

use std::collections::{HashMap, VecDeque};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef};
use mailcore::uid::set::NumberSet;

use super::{Obstacle, obstacle};
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

/// What became of an act that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Messages are in this mailbox again.
    Back(Mailbox, Restored),
    /// Their marks are as they were.
    Marked(Restored),
    /// Nothing is known of that act: it was taken back already, or is too long ago.
    Forgotten,
    /// They are as the act left them.
    NotDone(Obstacle),
}

/// How many messages are as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// So many.
    pub count: usize,
    /// Of so many: the others are not there any more.
    pub of: usize,
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

/// Takes an act back, once. Works on when the future is dropped; when the server cannot be reached it can
/// be tried again.
pub async fn undo(desk: &Desk, id: &str) -> Result<Undone, Error> {
    let Some(kept) = take(desk.account, id) else { return Ok(Undone::Forgotten) };
    let desk = desk.clone();
    tokio::spawn(async move {
        match take_back(&desk, &kept.steps).await {
            Ok(undone) => Ok(undone),
            Err(imap::Error::Gone) => Ok(Undone::NotDone(Obstacle::NoMailbox)),
            Err(error) => match obstacle(error) {
                Ok(obstacle) => Ok(Undone::NotDone(obstacle)),
                Err(error) => {
                    put(desk.account, kept);
                    Err(error.into())
                }
            },
        }
    })
    .await?
}

/// Takes the steps back, the last one first. What is told is of the messages that go back, where some do.
async fn take_back(desk: &Desk, steps: &[Step]) -> Result<Undone, imap::Error> {
    let mut lease = desk.lease(None).await?;
    let (mut back, mut marked) = (None, Restored::default());
    let (mut places, mut learned) = (Vec::new(), None);
    for step in steps.iter().rev() {
        match step {
            Step::Unlearn(verdict) => learned = Some(*verdict),
            Step::Back { from, to, numbers } => {
                let numbers: Vec<_> = numbers.iter().collect();
                let arrived = lease.transfer(Transfer::Move, from, &numbers, to, false).await?;
                let (_, all) = back.get_or_insert((to.clone(), Restored::default()));
                all.add(arrived.len(), numbers.len());
                let place = |(_, number)| MessageRef { mailbox: to.clone(), number };
                places.extend(arrived.into_iter().map(place));
            }
            Step::Mark { mailbox, flag, was_set, numbers } => {
                let numbers: Vec<_> = numbers.iter().collect();
                lease.mark(mailbox, &numbers, flag, *was_set).await?;
                marked.add(lease.still_there(mailbox, &numbers).await?.len(), numbers.len());
            }
        }
    }
    let Some((name, restored)) = back else { return Ok(Undone::Marked(marked)) };
    let mailbox = lease.mailboxes().await?.into_iter().find(|it| it.name == name);
    drop(lease);
    if let Some(verdict) = learned {
        // It tells the log when it does not end well; the messages are back.
        teaching::teach(desk, verdict.other(), places).await;
    }
    Ok(mailbox.map_or(Undone::NotDone(Obstacle::NoMailbox), |it| Undone::Back(it, restored)))
}

impl Restored {
    fn add(&mut self, count: usize, of: usize) {
        self.count += count;
        self.of += of;
    }
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
