//! Outgoing messages and how far they are: each state is stored before the next step.

use super::{AccountId, Error, Store};

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the submission server.
    Queued,
    /// Is being handed over: after a crash it is not known whether the server took it.
    Submitting,
    /// Taken: to be filed in Sent, the original to be marked, the draft to be removed.
    Submitted,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// How far it is.
    pub state: State,
    /// The draft it was made from.
    pub draft: String,
    /// Everything the steps need (message, envelope, original, copy), sealed by the caller.
    pub content: Vec<u8>,
    /// When it was queued, in seconds since 1970-01-01 UTC.
    pub queued_at: i64,
}

impl Store {
    /// Queues a message; `None` when this draft is in the outbox already (sent twice by a double click).
    pub async fn enqueue(
        &self,
        _account: AccountId,
        _draft: &str,
        _content: &[u8],
        _now: i64,
    ) -> Result<Option<i64>, Error> {
        todo!()
    }

    /// The state of the message of a draft.
    pub async fn outbox_state(&self, _account: AccountId, _draft: &str) -> Result<Option<State>, Error> {
        todo!()
    }

    /// Moves a message on; `false` when it was not in state `from` (another worker was first).
    pub async fn outbox_advance(&self, _id: i64, _from: State, _to: State) -> Result<bool, Error> {
        todo!()
    }

    /// Removes a message: all is done, or it became a draft again.
    pub async fn outbox_remove(&self, _id: i64) -> Result<(), Error> {
        todo!()
    }

    /// The messages of an account that are not done, oldest first.
    pub async fn outbox(&self, _account: AccountId) -> Result<Vec<OutboxRow>, Error> {
        todo!()
    }
}
