//! Sending: hand over, file the copy, mark the original, remove the draft.
//!
//! Each state is stored before the next step (see [`State`]), and the steps run in a task of their
//! own: neither a crash nor a browser that goes away sends a message twice or forgets half of it.

use std::time::Duration;

use mailcore::smtp::RefusedRecipient;

use crate::desk::Desk;
use crate::store;
use crate::store::outbox::{OutboxHead, OutboxRow, State};

mod collecting;
pub mod copy_to;
mod going;
mod handing_over;
pub mod limits;
pub mod notifying;
pub mod obstacle;
mod opening;
pub mod origin;
pub mod parcel;
mod steps;
mod surroundings;
pub mod waiting;

use going::{start, wait};
use parcel::Parcel;

pub use going::{outcome_of, settle};
pub use opening::Opening;

/// A row that this process does not know is left alone so many seconds where another process on the
/// same database may be at work on it. Longer than any handing over takes, and what follows it.
const LEFT_BEHIND_AFTER: i64 = 600;

/// Whether the copy is in the Sent mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It is.
    Yes,
    /// The account is full: it will not be.
    Full,
    /// Not yet: the next login tries again.
    Later,
}

/// How a message fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent {
        /// Whom the server refused; never all of the recipients.
        refused: Vec<RefusedRecipient>,
        /// What became of the copy.
        filed: Filed,
        /// It was to be told what becomes of it, and the server cannot tell.
        silently: bool,
    },
    /// Nobody got it, and the draft is as it was.
    Kept(Problem),
    /// It may have been sent: the server had it and did not answer. The draft is as it was.
    Unknown,
    /// The server has not answered yet; the work goes on.
    UnderWay,
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The server does not take this login for sending.
    Credentials,
    /// The server refused every recipient.
    Recipients(Vec<RefusedRecipient>),
    /// The server refused the message for good: its text, one line.
    Refused(String),
    /// The server cannot take it now: its text, one line.
    NotNow(String),
    /// The server cannot be reached, or not safely.
    Unreachable,
    /// The database did not keep the message, and so the server did not get it.
    NotStored,
}

/// The outbox cannot keep a message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error("the outbox cannot be kept")]
    Store(#[from] store::Error),
}

/// The form that a message was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The draft that it is of.
    pub draft: String,
    /// Tells this form from another one of the same draft.
    pub mark: u64,
    /// The person was told that it may have been sent already, and sends it once more; or nobody could tell
    /// them.
    pub again: bool,
}

/// Sends what was made from a draft and waits for the outcome, at most for `patience`; over a connection that was
/// begun before, if one was. Sending the same draft again before it is done, or just after, sends nothing and has the
/// same outcome. The work goes on when the future is dropped.
pub async fn send(
    desk: &Desk,
    order: &Order,
    (parcel, opening): (Parcel, Option<Opening>),
    now: i64,
    patience: Duration,
) -> Result<Outcome, Error> {
    let draft = &order.draft;
    if let Some(left) = left_behind(desk, draft, now).await? {
        match left.state {
            State::Submitted | State::Filed => {
                return Ok(Outcome::Sent { refused: Vec::new(), filed: Filed::Later, silently: false });
            }
            State::Submitting | State::Unknown if !order.again => return Ok(Outcome::Unknown),
            State::Waiting
            | State::Held
            | State::Queued
            | State::Claimed
            | State::Submitting
            | State::Unknown => {
                desk.store.outbox_take_back(left.id, left.state).await?;
            }
        }
    }
    let packing = going::pack(desk.account, draft);
    match desk.store.enqueue(desk.account, draft, now).await? {
        Some(row) => {
            let outcome = start(desk.clone(), order, row, parcel, opening);
            drop(packing);
            Ok(wait(outcome, patience).await)
        }
        None => Ok(outcome_of(desk, order, patience).await.unwrap_or(Outcome::UnderWay)),
    }
}

/// Whether nobody knows if the message of this draft was sent: its owner decides.
pub async fn is_unknown(desk: &Desk, draft: &str, now: i64) -> Result<bool, Error> {
    let left = left_behind(desk, draft, now).await?;
    Ok(left.is_some_and(|it| matches!(it.state, State::Submitting | State::Unknown)))
}

/// Takes a message of which nobody knows whether it was sent for sent: the person knows that it was. Files the
/// copy and removes the draft. `None` when there is no such message.
pub async fn it_was_sent(desk: &Desk, draft: &str, now: i64) -> Result<Option<Filed>, Error> {
    let rows = desk.store.outbox(desk.account).await?;
    let Some(row) =
        rows.into_iter().find(|it| it.draft == draft && is_left_behind(desk, it.head(), draft, now))
    else {
        return Ok(None);
    };
    if !matches!(row.state, State::Submitting | State::Unknown) {
        return Ok(None);
    }
    let Some(parcel) = Parcel::open(desk, row.id, draft).await? else { return Ok(None) };
    if !steps::mark_submitted(desk, row.id, row.state).await? {
        return Ok(None);
    }
    let (desk, draft) = (desk.clone(), draft.to_owned());
    let filed = tokio::spawn(async move { steps::finish(&desk, &draft, row.id, &parcel, None).await });
    // The work goes on when the browser does not wait for it; at its worst the next login files the copy.
    filed.await.unwrap_or(Ok(Filed::Later)).map(Some)
}

/// Forgets the message of a draft that is discarded, where it waits or nobody knows whether it was sent.
pub async fn forget(desk: &Desk, draft: &str, now: i64) -> Result<(), Error> {
    match left_behind(desk, draft, now).await? {
        Some(OutboxHead { id, state, .. })
            if !matches!(state, State::Submitted | State::Filed | State::Queued | State::Claimed) =>
        {
            Ok(desk.store.outbox_take_back(id, state).await?)
        }
        _ => Ok(()),
    }
}

/// The row of a draft that nobody works on any more.
async fn left_behind(desk: &Desk, draft: &str, now: i64) -> Result<Option<OutboxHead>, Error> {
    let head = desk.store.outbox_head(desk.account, draft).await?;
    Ok(head.filter(|it| is_left_behind(desk, *it, draft, now)))
}

fn is_left_behind(desk: &Desk, head: OutboxHead, draft: &str, now: i64) -> bool {
    let is_old = || {
        desk.store.is_for_one_process()
            || head.queued_at + LEFT_BEHIND_AFTER < now
            || going::is_left_behind(desk.account, head.id, head.queued_at)
    };
    let is_going = || going::is_going(desk.account, draft);
    match head.state {
        State::Waiting | State::Held | State::Unknown => true,
        // Who works on it has the turn at it, in whichever process.
        State::Submitted | State::Filed => !is_going(),
        State::Queued | State::Claimed | State::Submitting => !is_going() && is_old(),
    }
}

/// Takes up what a crash left behind: what the server had taken is filed; what it had not been
/// given is a draft again. To be called after a login, off the request.
pub async fn resume(desk: &Desk, now: i64) -> Result<(), Error> {
    let rows = desk.store.outbox(desk.account).await?;
    for row in rows.into_iter().filter(|it| is_left_behind(desk, it.head(), &it.draft, now)) {
        match row.state {
            State::Waiting | State::Held => {}
            State::Queued | State::Claimed if row.was_put_off => {}
            State::Queued | State::Claimed => desk.store.outbox_take_back(row.id, row.state).await?,
            // It may have arrived: the draft says so when it is opened, and its owner decides.
            State::Submitting | State::Unknown => {}
            State::Submitted | State::Filed => take_up(desk, &row, now).await?,
        }
    }
    Ok(())
}

/// Does what is left to do for a message that the server had taken. Of those who sign in at a time, here and in
/// other processes, one takes it up.
async fn take_up(desk: &Desk, row: &OutboxRow, now: i64) -> Result<(), Error> {
    let until = now.saturating_add(LEFT_BEHIND_AFTER);
    if !desk.store.outbox_take_turn(row.id, row.state, now, until).await? {
        return Ok(());
    }
    match (row.state, Parcel::open(desk, row.id, &row.draft).await?) {
        (_, None) => desk.store.outbox_remove(row.id).await?,
        (State::Filed, Some(parcel)) => steps::finish_filed(desk, &row.draft, row.id, &parcel, None).await?,
        (_, Some(parcel)) => {
            steps::finish(desk, &row.draft, row.id, &parcel, None).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use mailcore::credentials::Credentials;
    use mailcore::imap::pool::{Limits, Pool};
    use mailcore::smtp::SubmissionEnvelope;
    use zeroize::Zeroizing;

    use super::copy_to::CopyTo;
    use super::*;
    use crate::config::Config;
    use crate::documents::Documents;
    use crate::known_rules::KnownRules;
    use crate::outside::Outside;
    use crate::preferences::rules::{Decisions, Rules};
    use crate::secret::SealingKey;
    use crate::spelling::Spelling;
    use crate::store::Store;
    use crate::store::tests::stores;

    pub(super) async fn desk() -> Desk {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let limits = Limits { per_account: 1, idle: Duration::from_secs(1), wait: Duration::from_secs(1) };
        let config = Config::parse("", &[]).unwrap();
        Desk {
            account: store.account_signed_in("a@b.example", 1).await.unwrap(),
            credentials: Credentials::new("a@b.example".to_owned(), Zeroizing::new("x".to_owned())),
            servers: config.servers_of("a@b.example"),
            preferences: Arc::default(),
            imap: Pool::new(limits),
            decisions: Decisions::new(store.clone(), Rules::default()),
            store,
            key: SealingKey::random(),
            documents: Documents::default(),
            outside: Outside::new(&config.outside),
            known_rules: KnownRules::default(),
            spelling: Spelling::new(None),
            identity_rules: config.identities,
            rule_limits: config.rules,
            fixed_responses: config.responses,
            message_limit: 1_000,
        }
    }

    pub(super) fn parcel() -> Parcel {
        let address: mailcore::address::Address = "a@b.example".parse().unwrap();
        Parcel {
            envelope: SubmissionEnvelope::new(Some(address.clone()), vec![address]),
            message_id: "1@b.example".to_owned(),
            wire: bytes::Bytes::new(),
            own_copy: None,
            origin: None,
            copy_to: CopyTo::Sent,
            replaces: None,
        }
    }

    #[tokio::test]
    async fn nothing_of_a_message_is_held_once_its_outcome_is_known() {
        let desk = desk().await;
        let held = Arc::strong_count(&desk.servers);
        let order = Order { draft: "d".to_owned(), mark: 1, again: false };
        // Somebody else carries it, if anybody: there is no row.
        let outcome = wait(start(desk.clone(), &order, 99, parcel(), None), Duration::from_secs(60)).await;
        assert_eq!((outcome, Arc::strong_count(&desk.servers)), (Outcome::UnderWay, held));
    }

    #[tokio::test]
    async fn what_this_process_could_not_leave_as_it_should_be_is_left_behind_at_once() {
        for (index, store) in stores("test_left_behind").await.into_iter().enumerate() {
            // Of a number that no other test has, nor the other database.
            for number in 0..20 + index {
                store.account_signed_in(&format!("{number}@b.example"), 1).await.unwrap();
            }
            let account = store.account_signed_in("a@b.example", 1).await.unwrap();
            let desk = Desk { store, account, ..desk().await };
            let row = desk.store.enqueue(account, "d", 100).await.unwrap().unwrap();
            desk.store.outbox_advance(row, State::Queued, State::Claimed).await.unwrap();
            let is_left = async || left_behind(&desk, "d", 101).await.unwrap().is_some();
            // Another process may be at work on it, where there is one.
            assert_eq!(is_left().await, desk.store.is_for_one_process());
            going::leave_behind(account, row);
            assert!(is_left().await);
            // Another process may send it, once it was put off.
            let later = i64::MAX / 2;
            assert!(!going::is_left_behind(account, row, later));
        }
    }

    #[tokio::test]
    async fn what_a_crash_left_is_known_at_once_where_nobody_else_is_at_work() {
        let desk = desk().await;
        let row = desk.store.enqueue(desk.account, "crashed", 100).await.unwrap().unwrap();
        desk.store.outbox_advance(row, State::Queued, State::Submitting).await.unwrap();
        assert!(is_unknown(&desk, "crashed", 101).await.unwrap());
        desk.store.enqueue(desk.account, "waiting", 100).await.unwrap();
        resume(&desk, 101).await.unwrap();
        assert_eq!(desk.store.outbox_head(desk.account, "waiting").await.unwrap(), None, "a draft again");
        assert!(is_unknown(&desk, "crashed", 101).await.unwrap(), "its owner decides");
    }
}
