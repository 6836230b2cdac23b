//! Messages on their way in this process: each in a task of its own, whose outcome is remembered for a while.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::watch;

use super::handing_over::{Row, carry};
use super::parcel::Parcel;
use super::{LEFT_BEHIND_AFTER, Opening, Order, Outcome};
use crate::desk::Desk;
use crate::store::AccountId;
use crate::store::waiting::DueRow;

/// How long an outcome is remembered, so that the second of two clicks gets the same answer.
const REMEMBERED: Duration = Duration::from_secs(60);

/// A message that is being sent or just was.
#[derive(Clone)]
struct Going {
    mark: u64,
    outcome: watch::Receiver<Option<Outcome>>,
}

/// Messages on their way in this process, and those that just went, by account and draft.
static GOING: LazyLock<Mutex<HashMap<(AccountId, String), Going>>> = LazyLock::new(Mutex::default);

fn going() -> MutexGuard<'static, HashMap<(AccountId, String), Going>> {
    GOING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this process packs or sends the message of a draft.
pub(super) fn is_going(account: AccountId, draft: &str) -> bool {
    let key = (account, draft.to_owned());
    let is_packed = packed().contains(&key);
    is_packed || going().get(&key).is_some_and(|it| it.outcome.borrow().is_none())
}

/// A message on its way into its row: as long as this lives, the row is not taken for one that a crash left.
pub(super) struct Packing((AccountId, String));

/// Those of this process.
static PACKED: LazyLock<Mutex<HashSet<(AccountId, String)>>> = LazyLock::new(Mutex::default);

fn packed() -> MutexGuard<'static, HashSet<(AccountId, String)>> {
    PACKED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to pack the message of a draft; `None` when it is being packed already.
pub(super) fn pack(account: AccountId, draft: &str) -> Option<Packing> {
    let key = (account, draft.to_owned());
    // Not `then_some`: one that is made for nothing would be dropped, under this lock, and end that of another.
    packed().insert(key.clone()).then(|| Packing(key))
}

impl Drop for Packing {
    fn drop(&mut self) {
        packed().remove(&self.0);
    }
}

/// Rows that this process works on no more, although the database did not let it say so there; since when, in seconds
/// since 1970-01-01 UTC.
static LEFT: LazyLock<Mutex<HashMap<(AccountId, i64), i64>>> = LazyLock::new(Mutex::default);

/// Notes that a row is left as it is.
pub(super) fn leave_behind(account: AccountId, row: i64) {
    let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    let now = OffsetDateTime::now_utc().unix_timestamp();
    // By then its age says so.
    left.retain(|_, since| now - *since < LEFT_BEHIND_AFTER);
    left.insert((account, row), now);
}

/// Whether this process left a row as it was, and it was not queued once more since then: for another time, perhaps,
/// and by another process.
pub(super) fn is_left_behind(account: AccountId, row: i64, queued_at: i64) -> bool {
    let left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    left.get(&(account, row)).is_some_and(|since| queued_at <= *since)
}

/// The outcome of a form that is being sent or was sent a moment ago by this process.
pub async fn outcome_of(desk: &Desk, order: &Order, patience: Duration) -> Option<Outcome> {
    let waiting = going().get(&(desk.account, order.draft.clone())).cloned();
    Some(wait(waiting.filter(|it| it.mark == order.mark)?.outcome, patience).await)
}

/// Waits until every message on its way has its outcome, at most for `patience`: to be called when
/// the program ends and takes no more requests.
pub async fn settle(patience: Duration) {
    let waiting: Vec<_> = going().values().map(|it| it.outcome.clone()).collect();
    let all = async {
        for mut outcome in waiting {
            // An error means that the work ended without an outcome.
            let _ = outcome.wait_for(Option::is_some).await;
        }
    };
    if tokio::time::timeout(patience, all).await.is_err() {
        tracing::warn!("messages were cut off on their way: it is not known whether they were sent");
    }
}

/// What became of the message of a draft, if this process sends it or just did: its outcome, where it has one.
pub(super) fn outcome_of_draft(account: AccountId, draft: &str) -> Option<Outcome> {
    let going = going().get(&(account, draft.to_owned())).cloned()?;
    let outcome = going.outcome.borrow().clone();
    Some(outcome.unwrap_or(Outcome::UnderWay))
}

/// Starts the work of a message whose time has come.
pub(super) fn start_due(desk: Desk, due: DueRow, parcel: Parcel) {
    // No form was sent: there is none that could be sent twice.
    let order = Order { draft: due.draft.clone(), mark: 0, again: false };
    let DueRow { id, credentials, queued_at, .. } = due;
    let row = Row { id, due_since: Some(queued_at), credentials, is_again: false };
    begin(desk, &order, row, parcel, None);
}

/// Starts the work in a task of its own.
pub(super) fn start(
    desk: Desk,
    order: &Order,
    row: i64,
    parcel: Parcel,
    opening: Option<Opening>,
) -> watch::Receiver<Option<Outcome>> {
    let row = Row { id: row, due_since: None, credentials: None, is_again: order.again };
    begin(desk, order, row, parcel, opening)
}

fn begin(
    desk: Desk,
    order: &Order,
    row: Row,
    parcel: Parcel,
    opening: Option<Opening>,
) -> watch::Receiver<Option<Outcome>> {
    let (tell, outcome) = watch::channel(None);
    let key = (desk.account, order.draft.clone());
    going().insert(key.clone(), Going { mark: order.mark, outcome: outcome.clone() });
    let (ours, draft) = (outcome.clone(), order.draft.clone());
    tokio::spawn(async move {
        let done = carry(&desk, &draft, &row, &parcel, opening).await;
        // What is remembered is the outcome: the message, with its files, is needed no more.
        drop((desk, parcel));
        // What stays a draft can be sent again at once; what was sent must not be.
        let keep = matches!(done, Outcome::Sent { .. } | Outcome::UnderWay);
        tell.send_replace(Some(done));
        if keep {
            tokio::time::sleep(REMEMBERED).await;
        }
        let mut going = going();
        // The draft may be on its way again, by another form.
        if going.get(&key).is_some_and(|it| it.outcome.same_channel(&ours)) {
            going.remove(&key);
        }
    });
    outcome
}

pub(super) async fn wait(mut outcome: watch::Receiver<Option<Outcome>>, patience: Duration) -> Outcome {
    match tokio::time::timeout(patience, outcome.wait_for(Option::is_some)).await {
        Ok(Ok(done)) => done.clone().unwrap_or(Outcome::UnderWay),
        Ok(Err(_)) | Err(_) => Outcome::UnderWay,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;
    use crate::outbox::tests::desk;

    #[tokio::test]
    async fn an_outcome_is_told_to_the_account_and_the_form_that_it_is_of() {
        let desk = desk().await;
        let order = Order { draft: "told".to_owned(), mark: 7, again: false };
        let (_tell, outcome) = watch::channel(Some(Outcome::UnderWay));
        going().insert((desk.account, order.draft.clone()), Going { mark: 7, outcome });
        let patience = Duration::from_secs(1);
        assert_eq!(outcome_of(&desk, &order, patience).await, Some(Outcome::UnderWay));
        assert_eq!(outcome_of(&desk, &Order { mark: 8, ..order.clone() }, patience).await, None);
        let other = Desk { account: AccountId(desk.account.0 + 1), ..desk.clone() };
        assert_eq!(outcome_of(&other, &order, patience).await, None);
    }

    #[test]
    fn a_message_is_being_packed_until_who_began_has_ended() {
        let account = AccountId(-2);
        let first = pack(account, "packed");
        assert!(first.is_some() && pack(account, "packed").is_none());
        assert!(is_going(account, "packed"), "who did not begin ends nothing");
        drop(first);
        assert!(!is_going(account, "packed"));
    }

    #[tokio::test]
    async fn the_end_waits_for_what_is_on_its_way() {
        let (tell, outcome) = watch::channel(None);
        let key = (AccountId(-1), "on its way".to_owned());
        going().insert(key.clone(), Going { mark: 0, outcome });
        let mut end = Box::pin(settle(Duration::from_secs(60)));
        assert_eq!((&mut end).now_or_never(), None, "it is not over yet");
        tell.send_replace(Some(Outcome::Unknown));
        end.await;
        going().remove(&key);
    }
}
