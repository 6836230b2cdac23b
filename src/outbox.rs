//! Sending: hand over, file the copy, mark the original, remove the draft.
//!
//! Each state is stored before the next step (see [`State`]), and the steps run in a task of their
//! own: neither a crash nor a browser that goes away sends a message twice or forgets half of it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mailcore::smtp::{self, RefusedRecipient};
use tokio::sync::watch;

use crate::desk::Desk;
use crate::store;
use crate::store::AccountId;
use crate::store::outbox::{OutboxHead, State};

pub mod copy_to;
pub mod notifying;
pub mod origin;
pub mod parcel;
mod steps;

use parcel::Parcel;

/// How long an outcome is remembered, so that the second of two clicks gets the same answer.
const REMEMBERED: Duration = Duration::from_secs(60);

/// A row that this process does not know is left alone so many seconds where another process on the
/// same database may be at work on it. Longer than any handing over takes.
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
}

/// A message that is being sent or just was.
#[derive(Clone)]
struct Going {
    mark: u64,
    outcome: watch::Receiver<Option<Outcome>>,
}

/// Messages on their way in this process, and those that just went, by account and draft.
static GOING: LazyLock<Mutex<HashMap<(AccountId, String), Going>>> = LazyLock::new(Mutex::default);

/// Sends what was made from a draft and waits for the outcome, at most for `patience`. Sending the
/// same draft again before it is done, or just after, sends nothing and has the same outcome. The
/// work goes on when the future is dropped.
pub async fn send(
    desk: &Desk,
    order: &Order,
    parcel: Parcel,
    now: i64,
    patience: Duration,
) -> Result<Outcome, Error> {
    let draft = &order.draft;
    let content = parcel.seal(&desk.key, desk.account, draft);
    if let Some(left) = left_behind(desk, draft, now).await? {
        if left.state == State::Submitted {
            return Ok(Outcome::Sent { refused: Vec::new(), filed: Filed::Later, silently: false });
        }
        desk.store.outbox_take_back(left.id, left.state).await?;
    }
    match desk.store.enqueue(desk.account, draft, &content, now).await? {
        Some(row) => {
            let outcome = start(desk.clone(), order.clone(), row, parcel);
            Ok(wait(outcome, patience).await)
        }
        None => Ok(outcome_of(desk, order, patience).await.unwrap_or(Outcome::UnderWay)),
    }
}

/// Whether a crash fell into the moment when the message of this draft was handed over: it may have
/// been sent.
pub async fn is_unknown(desk: &Desk, draft: &str, now: i64) -> Result<bool, Error> {
    Ok(left_behind(desk, draft, now).await?.is_some_and(|it| it.state == State::Submitting))
}

/// The row of a draft that nobody works on any more.
async fn left_behind(desk: &Desk, draft: &str, now: i64) -> Result<Option<OutboxHead>, Error> {
    let head = desk.store.outbox_head(desk.account, draft).await?;
    Ok(head.filter(|it| is_left_behind(desk, draft, it.queued_at, now)))
}

fn is_left_behind(desk: &Desk, draft: &str, queued_at: i64, now: i64) -> bool {
    let is_going = going().contains_key(&(desk.account, draft.to_owned()));
    !is_going && (desk.store.is_for_one_process() || queued_at + LEFT_BEHIND_AFTER < now)
}

fn going() -> MutexGuard<'static, HashMap<(AccountId, String), Going>> {
    GOING.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Takes up what a crash left behind: what the server had taken is filed; what it had not been
/// given is a draft again. To be called after a login, off the request.
pub async fn resume(desk: &Desk, now: i64) -> Result<(), Error> {
    let rows = desk.store.outbox(desk.account).await?;
    for row in rows.into_iter().filter(|it| is_left_behind(desk, &it.draft, it.queued_at, now)) {
        match row.state {
            State::Queued => desk.store.outbox_take_back(row.id, row.state).await?,
            // It may have arrived: the draft says so when it is opened, and its owner decides.
            State::Submitting => {}
            State::Submitted => match Parcel::open(&desk.key, desk.account, &row.draft, &row.content) {
                Some(parcel) => {
                    steps::finish(desk, &row.draft, row.id, &parcel).await?;
                }
                None => desk.store.outbox_remove(row.id).await?,
            },
        }
    }
    Ok(())
}

/// Starts the work in a task of its own.
fn start(desk: Desk, order: Order, row: i64, parcel: Parcel) -> watch::Receiver<Option<Outcome>> {
    let (tell, outcome) = watch::channel(None);
    let key = (desk.account, order.draft.clone());
    going().insert(key.clone(), Going { mark: order.mark, outcome: outcome.clone() });
    let ours = outcome.clone();
    tokio::spawn(async move {
        let done = carry(&desk, &order.draft, row, &parcel).await.unwrap_or_else(|error| {
            log(&error);
            Outcome::UnderWay
        });
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

async fn wait(mut outcome: watch::Receiver<Option<Outcome>>, patience: Duration) -> Outcome {
    match tokio::time::timeout(patience, outcome.wait_for(Option::is_some)).await {
        Ok(Ok(done)) => done.clone().unwrap_or(Outcome::UnderWay),
        Ok(Err(_)) | Err(_) => Outcome::UnderWay,
    }
}

/// All steps of one message, each state stored before the step that follows it.
async fn carry(desk: &Desk, draft: &str, row: i64, parcel: &Parcel) -> Result<Outcome, Error> {
    if !desk.store.outbox_advance(row, State::Queued, State::Submitting).await? {
        return Ok(Outcome::UnderWay);
    }
    let server = &desk.servers.submission;
    match smtp::submit(server, &desk.credentials, &parcel.envelope, &parcel.wire).await {
        Ok(outcome) => {
            tracing::info!(account.id = desk.account.0, size_bytes = parcel.wire.len(), "a message was sent");
            let filed = match after_handing_over(desk, draft, row, parcel).await {
                Ok(filed) => filed,
                // It was sent, whatever the database says now.
                Err(error) => {
                    log(&error);
                    Filed::Later
                }
            };
            notifying::learn(server, outcome.notifies);
            let silently = parcel.envelope.notification.is_some() && !outcome.notifies;
            Ok(Outcome::Sent { refused: outcome.refused, filed, silently })
        }
        Err(error) => {
            tracing::warn!(
                account.id = desk.account.0,
                error = &error as &dyn std::error::Error,
                "a message was not sent"
            );
            desk.store.outbox_remove(row).await?;
            Ok(not_sent(error))
        }
    }
}

async fn after_handing_over(desk: &Desk, draft: &str, row: i64, parcel: &Parcel) -> Result<Filed, Error> {
    desk.store.outbox_advance(row, State::Submitting, State::Submitted).await?;
    steps::finish(desk, draft, row, parcel).await
}

fn log(error: &Error) {
    tracing::error!(error = error as &dyn std::error::Error, "a message stopped in the outbox");
}

fn not_sent(error: smtp::Error) -> Outcome {
    Outcome::Kept(match error {
        smtp::Error::Credentials => Problem::Credentials,
        smtp::Error::Recipients(refused) => Problem::Recipients(refused),
        smtp::Error::Refused(code, text) => Problem::Refused(format!("{code} {text}")),
        smtp::Error::NotNow(code, text) => Problem::NotNow(format!("{code} {text}")),
        smtp::Error::Certificate(_) | smtp::Error::Unreachable(_) => Problem::Unreachable,
        smtp::Error::Unknown(_) => return Outcome::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::FutureExt as _;
    use mailcore::credentials::Credentials;
    use mailcore::imap::pool::{Limits, Pool};
    use mailcore::smtp::SubmissionEnvelope;
    use zeroize::Zeroizing;

    use super::copy_to::CopyTo;
    use super::*;
    use crate::config::Config;
    use crate::documents::Documents;
    use crate::outside::Outside;
    use crate::secret::SealingKey;
    use crate::store::Store;

    async fn desk() -> Desk {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let limits = Limits { per_account: 1, idle: Duration::from_secs(1), wait: Duration::from_secs(1) };
        let config = Config::parse("", &[]).unwrap();
        Desk {
            account: store.account_signed_in("a@b.example", 1).await.unwrap(),
            credentials: Credentials::new("a@b.example".to_owned(), Zeroizing::new("x".to_owned())),
            servers: config.servers_of("a@b.example"),
            preferences: Arc::default(),
            imap: Pool::new(limits),
            store,
            key: SealingKey::random(),
            documents: Documents::default(),
            outside: Outside::new(&config.outside),
            identity_rules: config.identities,
            message_limit: 1_000,
        }
    }

    fn parcel() -> Parcel {
        let address: mailcore::address::Address = "a@b.example".parse().unwrap();
        Parcel {
            envelope: SubmissionEnvelope::new(Some(address.clone()), vec![address]),
            message_id: "1@b.example".to_owned(),
            wire: Vec::new(),
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
        let order = Order { draft: "d".to_owned(), mark: 1 };
        // Somebody else carries it, if anybody: there is no row.
        let outcome = wait(start(desk.clone(), order, 99, parcel()), Duration::from_secs(60)).await;
        assert_eq!((outcome, Arc::strong_count(&desk.servers)), (Outcome::UnderWay, held));
    }

    #[tokio::test]
    async fn what_a_crash_left_is_known_at_once_where_nobody_else_is_at_work() {
        let desk = desk().await;
        let row = desk.store.enqueue(desk.account, "crashed", b"", 100).await.unwrap().unwrap();
        desk.store.outbox_advance(row, State::Queued, State::Submitting).await.unwrap();
        assert!(is_unknown(&desk, "crashed", 101).await.unwrap());
        desk.store.enqueue(desk.account, "waiting", b"", 100).await.unwrap();
        resume(&desk, 101).await.unwrap();
        assert_eq!(desk.store.outbox_head(desk.account, "waiting").await.unwrap(), None, "a draft again");
        assert!(is_unknown(&desk, "crashed", 101).await.unwrap(), "its owner decides");
    }

    #[tokio::test]
    async fn an_outcome_is_told_to_the_account_and_the_form_that_it_is_of() {
        let desk = desk().await;
        let order = Order { draft: "told".to_owned(), mark: 7 };
        let (_tell, outcome) = watch::channel(Some(Outcome::UnderWay));
        going().insert((desk.account, order.draft.clone()), Going { mark: 7, outcome });
        let patience = Duration::from_secs(1);
        assert_eq!(outcome_of(&desk, &order, patience).await, Some(Outcome::UnderWay));
        assert_eq!(outcome_of(&desk, &Order { mark: 8, ..order.clone() }, patience).await, None);
        let other = Desk { account: AccountId(desk.account.0 + 1), ..desk.clone() };
        assert_eq!(outcome_of(&other, &order, patience).await, None);
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
