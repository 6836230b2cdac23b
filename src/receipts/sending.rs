//! Claiming a message and sending its receipt: once, whoever asks and however it ends.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::mailbox::MessageRef;
use mailcore::smtp::{self, SubmissionEnvelope};

use super::notification::Parcel;
use super::{Error, Outcome};
use crate::desk::Desk;
use crate::fetch;

/// Why no receipt was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The login is no address to send from.
    NoAddress,
    /// The submission server does not take this login.
    Credentials,
    /// It refused the receipt.
    Refused,
    /// It cannot be reached, or not now.
    Unreachable,
}

/// Marks the message as answered and sends the receipt; takes the mark back when that failed. The
/// work goes on when the future is dropped: a mark without its receipt must not stay.
///
/// A conditional STORE alone would let two processes through: Dovecot 2.3 does not always tell the
/// second one that the message has changed. So those on one database take turns, and who comes
/// second finds the mark.
pub(super) async fn claim_and_send(
    desk: Desk,
    at: MessageRef,
    parcel: Parcel,
    now: i64,
) -> Result<Outcome, Error> {
    tokio::spawn(async move {
        if !desk.store.take_receipt_turn(desk.account, &at, now).await? {
            return Ok(Outcome::Nothing);
        }
        let outcome = in_turn(&desk, &at, &parcel).await;
        if let Err(error) = desk.store.end_receipt_turn(desk.account, &at).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(account.id = desk.account.0, error, "a turn at a receipt ends late");
        }
        Ok(outcome?)
    })
    .await
    .map_err(fetch::Error::from)?
}

async fn in_turn(desk: &Desk, at: &MessageRef, parcel: &Parcel) -> Result<Outcome, fetch::Error> {
    if !desk.lease(Some(&at.mailbox)).await?.claim(at, &Flag::MdnSent).await? {
        return Ok(Outcome::Nothing);
    }
    let outcome = send(desk, parcel).await;
    if let Outcome::NotSent(_) = outcome {
        give_back(desk, at).await;
    }
    Ok(outcome)
}

async fn send(desk: &Desk, parcel: &Parcel) -> Outcome {
    let submit = async |envelope| {
        smtp::submit(&desk.servers.submission, &desk.credentials, envelope, &parcel.octets).await
    };
    let mut sent = submit(&parcel.envelope).await;
    if let Err(smtp::Error::Refused(..) | smtp::Error::Recipients(_)) = sent {
        // Some servers take nothing from nobody.
        let return_path = Some(parcel.from.clone());
        sent = submit(&SubmissionEnvelope { return_path, ..parcel.envelope.clone() }).await;
    }
    match sent {
        Ok(_) => {
            tracing::info!(account.id = desk.account.0, "a receipt was sent");
            parcel.envelope.recipients.first().cloned().map_or(Outcome::Nothing, Outcome::Sent)
        }
        Err(error) => {
            let error_of_log = &error as &dyn std::error::Error;
            tracing::warn!(account.id = desk.account.0, error = error_of_log, "a receipt was not sent");
            not_sent(&error)
        }
    }
}

fn not_sent(error: &smtp::Error) -> Outcome {
    Outcome::NotSent(match error {
        smtp::Error::Credentials => Problem::Credentials,
        smtp::Error::Recipients(_) | smtp::Error::Refused(..) => Problem::Refused,
        smtp::Error::NotNow(..)
        | smtp::Error::Certificate(_)
        | smtp::Error::Unreachable(_)
        | smtp::Error::Withdrawn => Problem::Unreachable,
        smtp::Error::Unknown(_) => return Outcome::Unknown,
    })
}

async fn give_back(desk: &Desk, at: &MessageRef) {
    let given = async {
        let mut lease = desk.lease(Some(&at.mailbox)).await?;
        lease.flag(&at.mailbox, &[at.number], &FlagSet::new(), &FlagSet::from([Flag::MdnSent])).await
    };
    given.await.unwrap_or_else(|error: imap::Error| {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(account.id = desk.account.0, error, "a message stays marked as answered by a receipt");
    });
}
