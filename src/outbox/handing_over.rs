//! The message of one row from the outbox to the submission server, each state stored before the step that
//! follows it.

use mailcore::smtp;

use super::obstacle::Obstacle;
use super::parcel::Parcel;
use super::{Error, Filed, Outcome, Problem, collecting, notifying, steps};
use crate::desk::Desk;
use crate::store::outbox::State;

/// How long a message that was put off is tried, in seconds: a night and a day.
const TRIED_FOR: i64 = 36 * 3_600;

/// How long until it is tried again, in seconds.
const TRIED_EVERY: i64 = 120;

/// The row of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its number.
    pub id: i64,
    /// When its time came first, in seconds since 1970-01-01 UTC; `None` for one that is for at once, whose sender
    /// waits.
    pub due_since: Option<i64>,
}

/// All steps of one message.
pub(super) async fn carry(desk: &Desk, draft: &str, row: Row, parcel: &Parcel) -> Result<Outcome, Error> {
    let id = row.id;
    if !desk.store.outbox_advance(id, State::Queued, State::Claimed).await? {
        return Ok(Outcome::UnderWay);
    }
    let mut is_written = Ok(false);
    let ready = async {
        is_written = desk.store.outbox_advance(id, State::Claimed, State::Submitting).await;
        matches!(is_written, Ok(true))
    };
    let server = &desk.servers.submission;
    match smtp::submit_when(server, &desk.credentials, &parcel.envelope, &parcel.wire, ready).await {
        Ok(outcome) => {
            tracing::info!(account.id = desk.account.0, size_bytes = parcel.wire.len(), "a message was sent");
            let filed = match after_handing_over(desk, draft, id, parcel).await {
                Ok(filed) => filed,
                // It was sent, whatever the database says now.
                Err(error) => {
                    log(&error);
                    Filed::Later
                }
            };
            notifying::learn(server, outcome.notifies);
            collecting::take_note(desk, parcel, &outcome.refused).await;
            let silently = parcel.envelope.notification.is_some() && !outcome.notifies;
            Ok(Outcome::Sent { refused: outcome.refused, filed, silently })
        }
        Err(smtp::Error::Withdrawn) => is_written.map(|_| Outcome::UnderWay).map_err(Error::from),
        Err(error) => {
            tracing::warn!(
                account.id = desk.account.0,
                error = &error as &dyn std::error::Error,
                "a message was not sent"
            );
            let outcome = not_sent(error);
            leave(desk, draft, row, &outcome).await?;
            Ok(outcome)
        }
    }
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

async fn after_handing_over(desk: &Desk, draft: &str, row: i64, parcel: &Parcel) -> Result<Filed, Error> {
    steps::mark_submitted(desk, row, State::Submitting).await?;
    steps::finish(desk, draft, row, parcel).await
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
        smtp::Error::Certificate(_) | smtp::Error::Unreachable(_) | smtp::Error::Withdrawn => {
            Problem::Unreachable
        }
        smtp::Error::Unknown(_) => return Outcome::Unknown,
    })
}
