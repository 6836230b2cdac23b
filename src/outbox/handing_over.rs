//! The message of one row from the outbox to the submission server, each state stored before the step that
//! follows it.

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mailcore::smtp::{self, Submission};
use tokio::task::JoinHandle;

use super::obstacle::Obstacle;
use super::parcel::Parcel;
use super::surroundings::Surroundings;
use super::{Error, Filed, Opening, Outcome, Problem, collecting, going, notifying, steps};
use crate::desk::Desk;
use crate::store::{self, outbox::State};

/// How long a message that was put off is tried, in seconds: a night and a day.
const TRIED_FOR: i64 = 36 * 3_600;

/// How long until it is tried again, in seconds.
const TRIED_EVERY: i64 = 120;

/// What a server answers that ends the connection (RFC 5321, section 3.8).
const CLOSED: u16 = 421;

/// How long until the database is asked once more what it did not do.
const ONCE_MORE_AFTER: Duration = Duration::from_millis(500);

/// The row of a message.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number.
    pub id: i64,
    /// When its time came first, in seconds since 1970-01-01 UTC; `None` for one that is for at once, whose sender
    /// waits.
    pub due_since: Option<i64>,
    /// What it signs in with, as its row has it; `None` for one that is for at once.
    pub credentials: Option<Vec<u8>>,
    /// It may have been sent before, so that something of it may lie on the server.
    pub is_again: bool,
}

/// All steps of one message; over a connection that was begun before, if one was. Where nothing can have been sent, that
/// is the outcome, whatever the database says of the row: what is left of it is not on its way.
pub(super) async fn carry(
    desk: &Desk,
    draft: &str,
    row: &Row,
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
    let has_begun = AtomicBool::new(false);
    let (mut readiness, mut are_from_before) = (Readiness::NotAsked, false);
    let submitted = {
        let ready = pin!(async {
            has_begun.store(true, Ordering::Relaxed);
            readiness = make_ready(desk, id, storing).await;
            // From here on the server may take it, and file a copy.
            are_from_before = surroundings.are_known() && !row.is_again;
            readiness == Readiness::Ready
        });
        submit(desk, parcel, opening, ready, &has_begun).await
    };
    match submitted {
        Ok(outcome) => {
            tracing::info!(account.id = desk.account.0, size_bytes = parcel.wire.len(), "a message was sent");
            let filing = after_handing_over(desk, draft, id, parcel, (surroundings, are_from_before));
            let noting = collecting::take_note(desk, parcel, &outcome.refused);
            let (filed, ()) = tokio::join!(filing, noting);
            // It was sent, whatever the database says now.
            let filed = filed.unwrap_or_else(|error| {
                log(&error);
                Filed::Later
            });
            notifying::learn(&desk.servers.submission, outcome.notifies);
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

/// Hands a message over. A connection that was begun while the message was made may have ended by then: as long as
/// the server took nothing, another one is begun.
async fn submit<R: Future<Output = bool>>(
    desk: &Desk,
    parcel: &Parcel,
    opening: Option<Opening>,
    mut ready: Pin<&mut R>,
    has_begun: &AtomicBool,
) -> Result<smtp::Outcome, smtp::Error> {
    let Parcel { envelope, wire, .. } = parcel;
    if let Some(opening) = opening {
        match opening.opened().await?.hand_over(envelope, wire, ready.as_mut()).await {
            Err(smtp::Error::Unreachable(_) | smtp::Error::NotNow(CLOSED, _))
                if !has_begun.load(Ordering::Relaxed) => {}
            outcome => return outcome,
        }
    }
    Submission::begin(&desk.servers.submission, &desk.credentials)
        .await?
        .hand_over(envelope, wire, ready)
        .await
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
/// more; after that the row is left behind, which is no message on its way (`is_left_behind`). One that was put off is
/// tried again by itself.
async fn left(desk: &Desk, draft: &str, row: &Row, outcome: Outcome) -> Outcome {
    if let Err(error) = leave(desk, draft, row, &outcome).await {
        log(&error);
        tokio::time::sleep(ONCE_MORE_AFTER).await;
        if let Err(error) = leave(desk, draft, row, &outcome).await {
            log(&error);
            if row.due_since.is_none() {
                going::leave_behind(desk.account, row.id);
            }
        }
    }
    outcome
}

/// What becomes of the row of a message that was not sent.
async fn leave(desk: &Desk, draft: &str, row: &Row, outcome: &Outcome) -> Result<(), Error> {
    match (outcome, row.due_since) {
        // Where there is a draft, it says so until its owner decides.
        (Outcome::Unknown, _) if desk.store.has_draft(draft).await? => {
            desk.store.outbox_advance(row.id, State::Submitting, State::Unknown).await?;
        }
        (Outcome::Kept(problem), Some(due_since)) => {
            let obstacle = Obstacle::from(problem.clone());
            let now = jiff::Timestamp::now().as_second();
            if obstacle.may_pass() && now < due_since.saturating_add(TRIED_FOR) {
                desk.store.try_again_at(row.id, now.saturating_add(TRIED_EVERY)).await?;
                return Ok(());
            }
            let sealed = obstacle.seal(&desk.key, desk.account, draft);
            match &row.credentials {
                // The password may have been changed while it was on its way: then it has the new one by now.
                Some(credentials) if obstacle == Obstacle::Credentials => {
                    if !desk.store.hold_refused(row.id, &sealed, credentials).await? {
                        desk.store.try_again_at(row.id, now).await?;
                    }
                }
                _ => desk.store.hold(row.id, &sealed).await?,
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
    (surroundings, are_from_before): (Surroundings, bool),
) -> Result<Filed, Error> {
    steps::mark_submitted(desk, row, State::Submitting).await?;
    steps::finish(desk, draft, row, parcel, surroundings.known(are_from_before).await.as_ref()).await
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
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
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
        let row = Row { id, due_since: None, credentials: None, is_again: false };
        let outcome = carry(&desk, "d", &row, &parcel(), None).await;
        gone.await.unwrap();
        assert_eq!(outcome, Outcome::Kept(Problem::Unreachable));
        assert!(going::is_left_behind(desk.account, id, 1));
        // One that could not even be claimed was not sent either.
        assert_eq!(carry(&desk, "d", &row, &parcel(), None).await, Outcome::Kept(Problem::NotStored));
    }

    /// A submission server that ends its first connection when the message is to come; how many it had.
    async fn ending_once(listener: TcpListener) -> usize {
        for connections in 1.. {
            let (stream, _) = listener.accept().await.unwrap();
            let mut stream = BufReader::new(stream);
            let mut answer = "220 ready";
            let mut is_message = false;
            loop {
                stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                let mut line = String::new();
                while stream.read_line(&mut line).await.unwrap() > 0 && is_message && line != ".\r\n" {
                    line.clear();
                }
                is_message = line.starts_with("DATA");
                answer = match line.get(..4) {
                    Some("EHLO") => "250-x\r\n250 AUTH PLAIN",
                    Some("AUTH") => "235 welcome",
                    Some("MAIL") if connections == 1 => break,
                    Some("DATA") => "354 go on",
                    Some("QUIT") => return connections,
                    _ => "250 yes",
                };
            }
        }
        0
    }

    #[tokio::test]
    async fn a_connection_that_ended_while_the_message_was_made_is_begun_anew() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = format!("[submission]\nport = {port}\nsecurity = \"none\"");
        let servers = Config::parse(&config, &[]).unwrap().servers_of("a@b.example");
        let desk = Desk { servers, ..desk().await };
        let server = tokio::spawn(ending_once(listener));
        let id = desk.store.enqueue(desk.account, "d", 1).await.unwrap().unwrap();
        let row = Row { id, due_since: None, credentials: None, is_again: false };
        let opening = Some(Opening::begin(&desk));
        let outcome = carry(&desk, "d", &row, &parcel(), opening).await;
        assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
        assert_eq!(server.await.unwrap(), 2);
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
