//! Messages that wait for their time: for a few seconds in which they can be called back, or for a day that was
//! chosen.
//!
//! Nobody may be signed in by then, so each has its key with it: the credentials of who sent it, sealed under the
//! server's key for this message alone, and forgotten as soon as the message was handed over or cannot be.

use std::time::Duration;

use mailcore::credentials::Credentials;
use tokio::sync::Notify;
use zeroize::Zeroizing;

use super::going::{self, start_due};
use super::obstacle::Obstacle;
use super::parcel::Parcel;
use super::{Error, Outcome};
use crate::desk::Desk;
use crate::secret::{Sealed, SealingKey};
use crate::store::outbox::State;
use crate::store::waiting::{DueRow, WaitingRow};
use crate::store::{AccountId, Store};

/// Wakes whoever sends what is due, when there may be something sooner than it knows.
static SOONER: Notify = Notify::const_new();

/// A message in the outbox, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The draft that it was made from.
    pub draft: String,
    /// What it waits for.
    pub until: Until,
}

/// What a message waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// A time, in seconds since 1970-01-01 UTC.
    Due(i64),
    /// Nothing: it is on its way, or was sent and its copy is to be filed.
    OnItsWay,
    /// Its owner: it could not be sent.
    Held(Obstacle),
    /// Its owner: nobody knows whether it was sent.
    Unknown,
}

/// Lets the message of a draft wait until `due_at`; in place of the one that waited before. `false` when it is on
/// its way already. To be run where nothing breaks it off: the one before goes first. Times are in seconds since
/// 1970-01-01 UTC.
pub async fn put_off(
    desk: &Desk,
    draft: &str,
    parcel: &Parcel,
    (due_at, now): (i64, i64),
) -> Result<bool, Error> {
    let _packing = going::pack(desk.account, draft);
    let pieces = parcel.pieces(&desk.key, desk.account, draft);
    let credentials = seal_credentials(&desk.key, desk.account, draft, &desk.credentials);
    desk.store.call_back(desk.account, draft).await?;
    let waits = desk.store.put_off(desk.account, draft, (pieces, &credentials), (due_at, now)).await?;
    SOONER.notify_one();
    Ok(waits)
}

/// Lets one wait until another time; `false` when it does not wait any more.
pub async fn put_off_again(desk: &Desk, draft: &str, due_at: i64) -> Result<bool, Error> {
    hold_left(desk, draft).await?;
    let credentials = seal_credentials(&desk.key, desk.account, draft, &desk.credentials);
    let waits = desk.store.put_off_again(desk.account, draft, &credentials, due_at).await?;
    SOONER.notify_one();
    Ok(waits)
}

/// Lets all that wait sign in with these credentials: the password was changed. One that was held because it could
/// not sign in waits again. They are the messages of the person, in whatever case they wrote their name; one that
/// cannot be renewed keeps none of the others from it.
pub async fn renew(desk: &Desk) -> Result<(), Error> {
    let mut renewed = Ok(());
    for account in desk.store.accounts_named(desk.credentials.login()).await? {
        for row in desk.store.waiting(account).await? {
            let credentials = seal_credentials(&desk.key, account, &row.draft, &desk.credentials);
            if let Err(error) = desk.store.renew_credentials(account, &row.draft, &credentials).await {
                renewed = Err(error.into());
            }
        }
        // Also those that were on their way a moment ago, and were refused.
        for row in desk.store.waiting(account).await? {
            if let Err(error) = let_wait(desk, account, row).await {
                renewed = Err(error);
            }
        }
    }
    SOONER.notify_one();
    renewed
}

/// Lets one wait again that was held because it could not sign in.
async fn let_wait(desk: &Desk, account: AccountId, row: WaitingRow) -> Result<(), Error> {
    let problem = row.problem.filter(|_| row.head.state == State::Held);
    let obstacle = problem.map(|it| Obstacle::open(&desk.key, account, &row.draft, &it));
    if obstacle == Some(Obstacle::Credentials) {
        let credentials = seal_credentials(&desk.key, account, &row.draft, &desk.credentials);
        let now = jiff::Timestamp::now().as_second();
        let due_at = row.due_at.map_or(now, |it| it.max(now));
        desk.store.put_off_again(account, &row.draft, &credentials, due_at).await?;
    }
    Ok(())
}

/// Takes one back that waits or could not be sent: it is a draft again. `false` when it is too late.
pub async fn call_back(desk: &Desk, draft: &str) -> Result<bool, Error> {
    hold_left(desk, draft).await?;
    Ok(desk.store.call_back(desk.account, draft).await?)
}

/// Holds one that stopped on its way before the submission server had anything of it, and that nobody works on: its
/// owner decides.
async fn hold_left(desk: &Desk, draft: &str) -> Result<(), Error> {
    let now = jiff::Timestamp::now().as_second();
    if let Some(left) = super::left_behind(desk, draft, now).await?
        && matches!(left.state, State::Queued | State::Claimed)
    {
        desk.store.outbox_advance(left.id, left.state, State::Held).await?;
    }
    Ok(())
}

/// All messages of a person in the outbox, the next one first.
pub async fn list(desk: &Desk, now: i64) -> Result<Vec<Waiting>, Error> {
    let rows = desk.store.waiting(desk.account).await?;
    let waiting = rows.into_iter().map(|row| {
        let is_left = super::is_left_behind(desk, row.head, &row.draft, now);
        let until = match (row.head.state, row.due_at) {
            (State::Waiting, Some(due_at)) => Until::Due(due_at),
            (State::Held, _) => Until::Held(match row.problem {
                Some(sealed) => Obstacle::open(&desk.key, desk.account, &row.draft, &sealed),
                // As `hold_left` does.
                None => Obstacle::Stopped,
            }),
            (State::Unknown, _) => Until::Unknown,
            (State::Submitting, _) if is_left => Until::Unknown,
            // What had a time waits for it again by itself; of what was for at once, not all may be stored.
            (State::Queued | State::Claimed, None) if is_left => Until::Held(Obstacle::Stopped),
            _ => Until::OnItsWay,
        };
        Waiting { draft: row.draft, until }
    });
    Ok(waiting.collect())
}

/// How many messages of somebody wait; none of nobody, and none when the database is away.
pub async fn count(store: &Store, account: Option<AccountId>) -> u32 {
    match account {
        Some(account) => store.count_waiting(account).await.unwrap_or_default(),
        None => 0,
    }
}

/// What the message of a draft waits for; `None` when it is not in the outbox.
pub async fn of(desk: &Desk, draft: &str, now: i64) -> Result<Option<Until>, Error> {
    Ok(list(desk, now).await?.into_iter().find(|it| it.draft == draft).map(|it| it.until))
}

/// What became of the message of a draft that this process sent a moment ago.
pub fn outcome(desk: &Desk, draft: &str) -> Option<Outcome> {
    going::outcome_of_draft(desk.account, draft)
}

/// Waits until something may be due sooner than was known, at most for `patience`.
pub async fn wait(patience: Duration) {
    // An error means that the time has passed.
    let _ = tokio::time::timeout(patience, SOONER.notified()).await;
}

/// The credentials that one has with it; `None` when they cannot be opened.
pub fn credentials(key: &SealingKey, due: &DueRow) -> Option<Credentials> {
    let sealed = Sealed(due.credentials.clone()?);
    let secret = key.open(&sealed, &purpose(due.account, &due.draft)).ok()?;
    let secret = Zeroizing::new(str::from_utf8(&secret).ok()?.to_owned());
    Some(Credentials::new(due.login.clone(), secret))
}

/// Sends one whose time has come; the work goes on by itself.
pub async fn send_due(desk: Desk, due: DueRow) -> Result<(), Error> {
    match Parcel::open(&desk, due.id, &due.draft).await? {
        Some(parcel) => start_due(desk, due, parcel),
        None => hold(&desk.store, &desk.key, &due, &Obstacle::Damaged).await?,
    }
    Ok(())
}

/// Keeps one that cannot even be tried.
pub async fn hold(store: &Store, key: &SealingKey, due: &DueRow, obstacle: &Obstacle) -> Result<(), Error> {
    Ok(store.hold(due.id, &obstacle.seal(key, due.account, &due.draft)).await?)
}

fn seal_credentials(key: &SealingKey, account: AccountId, draft: &str, it: &Credentials) -> Vec<u8> {
    it.sealed(|secret| key.seal(secret.as_bytes(), &purpose(account, draft)).0)
}

fn purpose(account: AccountId, draft: &str) -> String {
    format!("outbox credentials {} {draft}", account.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::tests::desk;

    #[tokio::test]
    async fn what_stopped_on_its_way_is_told_and_comes_back() {
        let desk = desk().await;
        let listed =
            async || list(&desk, 2).await.unwrap().into_iter().map(|it| it.until).collect::<Vec<_>>();
        let row = desk.store.enqueue(desk.account, "d", 1).await.unwrap().unwrap();
        desk.store.outbox_advance(row, State::Queued, State::Claimed).await.unwrap();
        let packing = going::pack(desk.account, "d");
        assert_eq!(listed().await, [Until::OnItsWay]);
        assert!(!call_back(&desk, "d").await.unwrap(), "it is being worked on");
        drop(packing);
        assert_eq!(listed().await, [Until::Held(Obstacle::Stopped)]);
        hold_left(&desk, "d").await.unwrap();
        assert_eq!(listed().await, [Until::Held(Obstacle::Stopped)]);
        assert!(call_back(&desk, "d").await.unwrap());
        assert_eq!(listed().await, []);
    }
}
