//! Claiming a message and sending its receipt: once, whoever asks and however it ends.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::mailbox::MessageRef;
use mailcore::smtp::{self, SubmissionEnvelope};

use super::Outcome;
use super::notification::Parcel;
use crate::desk::Desk;
use crate::fetch;
use crate::store::AccountId;

/// Messages that are being answered by this process.
static GOING: LazyLock<Mutex<HashSet<(AccountId, MessageRef)>>> = LazyLock::new(Mutex::default);

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

/// The turn of one of all in this process who want to answer a message. It ends when it is dropped.
pub(super) struct Turn {
    account: AccountId,
    at: MessageRef,
}

impl Turn {
    /// `None` while somebody else has it.
    pub(super) fn take(account: AccountId, at: &MessageRef) -> Option<Self> {
        let is_first = going().insert((account, at.clone()));
        is_first.then(|| Self { account, at: at.clone() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        going().remove(&(self.account, self.at.clone()));
    }
}

fn going() -> MutexGuard<'static, HashSet<(AccountId, MessageRef)>> {
    GOING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Marks the message as answered and sends the receipt; takes the mark back when that failed. The
/// work goes on when the future is dropped: a mark without its receipt must not stay.
pub(super) async fn claim_and_send(desk: Desk, turn: Turn, parcel: Parcel) -> Result<Outcome, fetch::Error> {
    tokio::spawn(async move {
        if !desk.lease(Some(&turn.at.mailbox)).await?.claim(&turn.at, &Flag::MdnSent).await? {
            return Ok(Outcome::Nothing);
        }
        let outcome = send(&desk, &parcel).await;
        if let Outcome::NotSent(_) = outcome {
            give_back(&desk, &turn.at).await;
        }
        Ok(outcome)
    })
    .await?
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
        smtp::Error::NotNow(..) | smtp::Error::Certificate(_) | smtp::Error::Unreachable(_) => {
            Problem::Unreachable
        }
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

#[cfg(test)]
mod tests {
    use mailcore::mailbox::MailboxName;

    use super::*;

    #[test]
    fn one_has_the_turn_until_it_ends() {
        let at = MessageRef { mailbox: MailboxName::inbox(), number: "7-42".parse().unwrap() };
        let (pierre, claire) = (AccountId(-1), AccountId(-2));
        let turn = Turn::take(pierre, &at).unwrap();
        assert!(Turn::take(pierre, &at).is_none());
        assert!(Turn::take(claire, &at).is_some());
        let other = MessageRef { number: "7-43".parse().unwrap(), ..at.clone() };
        assert!(Turn::take(pierre, &other).is_some());
        drop(turn);
        assert!(Turn::take(pierre, &at).is_some());
    }
}
