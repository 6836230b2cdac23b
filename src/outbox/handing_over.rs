//! The message of one row from the outbox to the submission server, each state stored before the step that
//! follows it.

use std::time::Duration;

use mailcore::smtp::{self, Submission};
use tokio::task::JoinHandle;

use super::obstacle::Obstacle;
use super::parcel::Parcel;
use super::surroundings::Surroundings;
use super::{Error, Filed, Opening, Outcome, Problem, collecting, notifying, steps};
use crate::desk::Desk;
use crate::store::{self, outbox::State};

/// How long a message that was put off is tried, in seconds: a night and a day.
const TRIED_FOR: i64 = 36 * 3_600;

/// How long until it is tried again, in seconds.
const TRIED_EVERY: i64 = 120;

/// How long until the database is asked once more what it did not do.
const ONCE_MORE_AFTER: Duration = Duration::from_millis(500);

/// The row of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its number.
    pub id: i64,
    /// When its time came first, in seconds since 1970-01-01 UTC; `None` for one that is for at once, whose sender
    /// waits.
    pub due_since: Option<i64>,
}

/// All steps of one message; over a connection that was begun before, if one was. Where nothing can have been sent, that
/// is the outcome, whatever the database says of the row: what is left of it is not on its way.
pub(super) async fn carry(
    desk: &Desk,
    draft: &str,
    row: Row,
    parcel: &Parcel,
    opening: Option<Opening>,
) -> Outcome {
    let id = row.id;
    match desk.store.outbox_advance(id, State::Queued, State::Claimed).await {
        Ok(true) => {}
        Ok(false) => return Outcome::UnderWay,
        Err(error) => {
            log(&error.into());
            return left(desk, draft, row, Outcome::Kept(Problem::NotStored)).await;
        }
    }
    let surroundings = Surroundings::ask(desk);
    let storing = row
        .due_since
        .is_none()
        .then(|| tokio::spawn(store(desk.clone(), draft.to_owned(), id, parcel.clone())));
    let mut readiness = Readiness::NotAsked;
    let ready = async {
        readiness = make_ready(desk, id, storing).await;
        readiness == Readiness::Ready
    };
    let server = &desk.servers.submission;
    let submitting = async {
        let submission = match opening {
            Some(opening) => opening.opened().await?,
            None => Submission::begin(server, &desk.credentials).await?,
        };
        submission.hand_over(&parcel.envelope, &parcel.wire, ready).await
    };
    match submitting.await {
        Ok(outcome) => {
            tracing::info!(account.id = desk.account.0, size_bytes = parcel.wire.len(), "a message was sent");
            let filing = after_handing_over(desk, draft, id, parcel, surroundings);
            let noting = collecting::take_note(desk, parcel, &outcome.refused);
            let (filed, ()) = tokio::join!(filing, noting);
            // It was sent, whatever the database says now.
            let filed = filed.unwrap_or_else(|error| {
                log(&error);
                Filed::Later
            });
            notifying::learn(server, outcome.notifies);
            let silently = parcel.envelope.notification.is_some() && !outcome.notifies;
            Outcome::Sent { refused: outcome.refused, filed, silently }
        }
        Err(smtp::Error::Withdrawn) if readiness != Readiness::NotStored => Outcome::UnderWay,
        Err(error) => {
            tracing::warn!(
                account.id = desk.account.0,
                error = &error as &dyn std::error::Error,
                "a message was not sent"
            );
            left(desk, draft, row, not_sent(error)).await
        }
    }
}

/// Whether a message may be handed over to its last octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readiness {
    /// The server did not come so far.
    NotAsked,
    /// What is needed once it was taken is stored, and the row says that it may have been.
    Ready,
    /// Somebody else has the row.
    Elsewhere,
    /// The database did not keep it.
    NotStored,
}

async fn store(desk: Desk, draft: String, row: i64, parcel: Parcel) -> Result<(), store::Error> {
    let pieces = parcel.pieces(&desk.key, desk.account, &draft);
    desk.store.add_outbox_pieces(row, pieces).await
}

/// Waits until the message is stored as a whole, and says in its row that the server may have it.
async fn make_ready(
    desk: &Desk,
    row: i64,
    storing: Option<JoinHandle<Result<(), store::Error>>>,
) -> Readiness {
    let stored = match storing {
        Some(storing) => storing.await.unwrap_or(Err(store::Error::Contended)),
        None => Ok(()),
    };
    let written = match stored {
        Ok(()) => desk.store.outbox_advance(row, State::Claimed, State::Submitting).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(true) => Readiness::Ready,
        Ok(false) => Readiness::Elsewhere,
        Err(error) => {
            log(&error.into());
            Readiness::NotStored
        }
    }
}

/// The outcome of a message that was not sent, once its row says so. A database that fails for a moment is asked once
/// more; after that the row is left behind, which is no message on its way (`is_left_behind`).
async fn left(desk: &Desk, draft: &str, row: Row, outcome: Outcome) -> Outcome {
    if let Err(error) = leave(desk, draft, row, &outcome).await {
        log(&error);
        tokio::time::sleep(ONCE_MORE_AFTER).await;
        if let Err(error) = leave(desk, draft, row, &outcome).await {
            log(&error);
        }
    }
    outcome
}

/// What becomes of the row of a message that was not sent.
async fn leave(desk: &Desk, draft: &str, row: Row, outcome: &Outcome) -> Result<(), Error> {
    match (outcome, row.due_since) {
        // Where there is a draft, it says so until its owner decides.
        (Outcome::Unknown, _) if desk.store.has_draft(draft).await? => {
            desk.store.outbox_advance(row.id, State::Submitting, State::Unknown).await?;
        }
        (Outcome::Kept(problem), Some(due_since)) => {
            let obstacle = Obstacle::from(problem.clone());
            let now = jiff::Timestamp::now().as_second();
            match obstacle.may_pass() && now < due_since.saturating_add(TRIED_FOR) {
                true => desk.store.try_again_at(row.id, now.saturating_add(TRIED_EVERY)).await?,
                false => desk.store.hold(row.id, &obstacle.seal(&desk.key, desk.account, draft)).await?,
            }
        }
        _ => desk.store.outbox_remove(row.id).await?,
    }
    Ok(())
}

async fn after_handing_over(
    desk: &Desk,
    draft: &str,
    row: i64,
    parcel: &Parcel,
    surroundings: Surroundings,
) -> Result<Filed, Error> {
    steps::mark_submitted(desk, row, State::Submitting).await?;
    steps::finish(desk, draft, row, parcel, surroundings.known().await.as_ref()).await
}

pub(super) fn log(error: &Error) {
    tracing::error!(error = error as &dyn std::error::Error, "a message stopped in the outbox");
}

fn not_sent(error: smtp::Error) -> Outcome {
    Outcome::Kept(match error {
        smtp::Error::Credentials => Problem::Credentials,
        smtp::Error::Recipients(refused) => Problem::Recipients(refused),
        smtp::Error::Refused(code, text) => Problem::Refused(format!("{code} {text}")),
        smtp::Error::NotNow(code, text) => Problem::NotNow(format!("{code} {text}")),
        smtp::Error::Certificate(_) | smtp::Error::Unreachable(_) => Problem::Unreachable,
        smtp::Error::Withdrawn => Problem::NotStored,
        smtp::Error::Unknown(_) => return Outcome::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;
    use crate::config::Config;
    use crate::outbox::tests::{desk, parcel};

    #[tokio::test]
    async fn what_was_not_sent_is_not_on_its_way_although_the_database_failed() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = format!("[submission]\nport = {port}\nsecurity = \"none\"");
        let servers = Config::parse(&config, &[]).unwrap().servers_of("a@b.example");
        let desk = Desk { servers, ..desk().await };
        let id = desk.store.enqueue(desk.account, "d", 1).await.unwrap().unwrap();
        let store = desk.store.clone();
        // The server goes away, and the database with it.
        let gone = tokio::spawn(async move {
            let connection = listener.accept().await.unwrap();
            store.close().await;
            drop(connection);
        });
        let row = Row { id, due_since: None };
        let outcome = carry(&desk, "d", row, &parcel(), None).await;
        gone.await.unwrap();
        assert_eq!(outcome, Outcome::Kept(Problem::Unreachable));
        // One that could not even be claimed was not sent either.
        assert_eq!(carry(&desk, "d", row, &parcel(), None).await, Outcome::Kept(Problem::NotStored));
    }

    #[tokio::test]
    async fn a_message_may_be_taken_once_it_is_stored_and_its_row_says_so() {
        let desk = desk().await;
        let row = desk.store.enqueue(desk.account, "d", 1).await.unwrap().unwrap();
        let storing = |outcome: Result<(), store::Error>| Some(tokio::spawn(async { outcome }));
        assert_eq!(make_ready(&desk, row, storing(Ok(()))).await, Readiness::Elsewhere, "nobody claimed it");
        desk.store.outbox_advance(row, State::Queued, State::Claimed).await.unwrap();
        let failed = Err(store::Error::Contended);
        assert_eq!(make_ready(&desk, row, storing(failed)).await, Readiness::NotStored);
        let state = async || desk.store.outbox_head(desk.account, "d").await.unwrap().unwrap().state;
        assert_eq!(state().await, State::Claimed, "after a crash it was not sent");
        assert_eq!(make_ready(&desk, row, storing(Ok(()))).await, Readiness::Ready);
        assert_eq!(state().await, State::Submitting);
        desk.store.close().await;
        assert_eq!(make_ready(&desk, row, None).await, Readiness::NotStored);
    }
}
