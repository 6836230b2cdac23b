//! Outgoing messages and how far they are: each state is stored before the next step.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for its time.
    Waiting,
    /// Could not be sent when its time had come: its owner decides.
    Held,
    /// Waits for the submission server.
    Queued,
    /// One worker has it, and the server has nothing of it yet: after a crash it was not sent.
    Claimed,
    /// Is being handed over: after a crash it is not known whether the server took it.
    Submitting,
    /// Was handed over, and nobody heard whether the server took it: its owner decides.
    Unknown,
    /// Taken: to be filed in Sent, the original to be marked, the draft to be removed.
    Submitted,
    /// The copy is in Sent: the original is to be marked and the draft to be removed.
    Filed,
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
    /// When it was queued, in seconds since 1970-01-01 UTC.
    pub queued_at: i64,
    /// It waited for its time, and waits again after a crash.
    pub was_put_off: bool,
}

/// How far the message of a draft is, without what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutboxHead {
    /// Its number.
    pub id: i64,
    /// How far it is.
    pub state: State,
    /// When it was queued, in seconds since 1970-01-01 UTC.
    pub queued_at: i64,
}

impl OutboxRow {
    /// The same without what is in it.
    pub fn head(&self) -> OutboxHead {
        OutboxHead { id: self.id, state: self.state, queued_at: self.queued_at }
    }
}

impl State {
    pub(in crate::store) fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Queued => "queued",
            Self::Claimed => "claimed",
            Self::Submitting => "submitting",
            Self::Unknown => "unknown",
            Self::Submitted => "submitted",
            Self::Filed => "filed",
        }
    }

    pub(in crate::store) fn parse(text: &str) -> Result<Self, Error> {
        match text {
            "waiting" => Ok(Self::Waiting),
            "held" => Ok(Self::Held),
            "queued" => Ok(Self::Queued),
            "claimed" => Ok(Self::Claimed),
            "submitting" => Ok(Self::Submitting),
            "unknown" => Ok(Self::Unknown),
            "submitted" => Ok(Self::Submitted),
            "filed" => Ok(Self::Filed),
            _ => Err(Error::Unreadable("the state of an outgoing message")),
        }
    }
}

impl Store {
    /// Queues a message, of which everything the steps need is still to be added
    /// ([`Store::add_outbox_pieces`]); `None` when this draft is in the outbox already (sent twice by a double
    /// click). Nobody takes up what is queued but who queued it.
    pub async fn enqueue(&self, account: AccountId, draft: &str, now: i64) -> Result<Option<i64>, Error> {
        let _changing = self.waiting.changing();
        let row = sqlx::query(
            "INSERT INTO outbox (account_id, state, draft_id, queued_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account_id, draft_id) DO NOTHING RETURNING id",
        )
        .bind(account.0)
        .bind(State::Queued.as_str())
        .bind(draft)
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| row.try_get("id")).transpose()?)
    }

    /// Takes out what could not be stored whole: nobody would ever send it. The error that it failed with.
    pub(in crate::store) async fn take_out(&self, id: i64, error: Error) -> Error {
        // Where that fails as well, the first error says why, and the next login takes it out.
        let _ = self.outbox_take_back(id, State::Queued).await;
        error
    }

    /// How far the message of a draft is.
    pub async fn outbox_head(&self, account: AccountId, draft: &str) -> Result<Option<OutboxHead>, Error> {
        let row =
            sqlx::query("SELECT id, state, queued_at FROM outbox WHERE account_id = $1 AND draft_id = $2")
                .bind(account.0)
                .bind(draft)
                .fetch_optional(&self.pool)
                .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(OutboxHead {
            id: row.try_get("id")?,
            state: State::parse(row.try_get("state")?)?,
            queued_at: row.try_get("queued_at")?,
        }))
    }

    /// Moves a message on; `false` when it was not in state `from` (another worker was first).
    pub async fn outbox_advance(&self, id: i64, from: State, to: State) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        // What signs it in is not needed once nothing of it is to be handed over any more.
        let done = sqlx::query(
            "UPDATE outbox SET state = $3, \
             credentials = CASE WHEN $3 = 'unknown' THEN NULL ELSE credentials END \
             WHERE id = $1 AND state = $2",
        )
        .bind(id)
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Moves a message on, and takes the turn at it until `until`; `false` when it was not in state `from`.
    pub async fn outbox_advance_in_turn(
        &self,
        id: i64,
        (from, to): (State, State),
        until: i64,
    ) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        let done = sqlx::query(
            "UPDATE outbox SET state = $3, turn_until = $4, credentials = NULL WHERE id = $1 AND state = $2",
        )
        .bind(id)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(until)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes the turn at a message in state `state` until `until`; `false` when it is in that state no more, or
    /// another one has the turn, in this process or in another one.
    pub async fn outbox_take_turn(&self, id: i64, state: State, now: i64, until: i64) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE outbox SET turn_until = $4 \
             WHERE id = $1 AND state = $2 AND (turn_until IS NULL OR turn_until <= $3)",
        )
        .bind(id)
        .bind(state.as_str())
        .bind(now)
        .bind(until)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends a turn: something is left to do, for whoever comes next.
    pub async fn outbox_end_turn(&self, id: i64) -> Result<(), Error> {
        sqlx::query("UPDATE outbox SET turn_until = NULL WHERE id = $1").bind(id).execute(&self.pool).await?;
        Ok(())
    }

    /// Ends every turn: those who had them are gone.
    pub async fn outbox_end_turns(&self) -> Result<(), Error> {
        sqlx::query("UPDATE outbox SET turn_until = NULL WHERE turn_until IS NOT NULL")
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Removes a message: all is done, or it became a draft again.
    pub async fn outbox_remove(&self, id: i64) -> Result<(), Error> {
        let _changing = self.waiting.changing();
        sqlx::query("DELETE FROM outbox WHERE id = $1").bind(id).execute(&self.pool).await?;
        Ok(())
    }

    /// Removes a message that is still in state `state`: whoever moved it on meanwhile keeps it.
    pub async fn outbox_take_back(&self, id: i64, state: State) -> Result<(), Error> {
        let _changing = self.waiting.changing();
        sqlx::query("DELETE FROM outbox WHERE id = $1 AND state = $2")
            .bind(id)
            .bind(state.as_str())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The messages of an account that are not done, oldest first.
    pub async fn outbox(&self, account: AccountId) -> Result<Vec<OutboxRow>, Error> {
        let rows = sqlx::query(
            "SELECT id, state, draft_id, queued_at, due_at FROM outbox WHERE account_id = $1 ORDER BY id",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        let row = |row: &sqlx::any::AnyRow| {
            Ok(OutboxRow {
                id: row.try_get("id")?,
                account,
                state: State::parse(row.try_get("state")?)?,
                draft: row.try_get("draft_id")?,
                queued_at: row.try_get("queued_at")?,
                was_put_off: row.try_get::<Option<i64>, _>("due_at")?.is_some(),
            })
        };
        rows.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_draft_is_queued_once() {
        for store in stores("test_outbox").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            let id = store.enqueue(account, "d1", 5).await.unwrap().unwrap();
            assert_eq!(store.enqueue(account, "d1", 6).await.unwrap(), None);
            let head = OutboxHead { id, state: State::Queued, queued_at: 5 };
            assert_eq!(store.outbox_head(account, "d1").await.unwrap(), Some(head));
            assert_eq!(store.outbox_head(other, "d1").await.unwrap(), None);
            let expected = OutboxRow {
                id,
                account,
                state: State::Queued,
                draft: "d1".to_owned(),
                queued_at: 5,
                was_put_off: false,
            };
            assert_eq!(store.outbox(account).await.unwrap(), [expected]);
            assert_eq!(store.outbox(other).await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn a_message_that_cannot_be_stored_whole_does_not_wait() {
        for store in stores("test_outbox_pieces_away").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            sqlx::query("DROP TABLE outbox_pieces").execute(&store.pool).await.unwrap();
            let pieces = || [b"sealed".to_vec()].into_iter();
            assert!(store.put_off(account, "d1", (pieces(), b"key"), (50, 5)).await.is_err());
            assert_eq!(store.outbox(account).await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn only_one_worker_moves_a_message_on() {
        for store in stores("test_outbox_workers").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let id = store.enqueue(account, "d1", 5).await.unwrap().unwrap();
            assert!(store.outbox_advance(id, State::Queued, State::Submitting).await.unwrap());
            assert!(!store.outbox_advance(id, State::Queued, State::Submitting).await.unwrap());
            store.outbox_take_back(id, State::Queued).await.unwrap();
            assert!(store.outbox_advance(id, State::Submitting, State::Submitted).await.unwrap());
            let head = OutboxHead { id, state: State::Submitted, queued_at: 5 };
            assert_eq!(store.outbox_head(account, "d1").await.unwrap(), Some(head));
            store.outbox_take_back(id, State::Submitted).await.unwrap();
            assert_eq!(store.outbox_head(account, "d1").await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn one_has_the_turn_at_a_message_until_it_ends_or_its_time_is_over() {
        for store in stores("test_outbox_turns").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let id = store.enqueue(account, "d1", 5).await.unwrap().unwrap();
            let submitted = State::Submitted;
            let take = async |now| store.outbox_take_turn(id, submitted, now, now + 10).await.unwrap();
            assert!(!take(5).await, "it is in another state");
            assert!(store.outbox_advance_in_turn(id, (State::Queued, submitted), 20).await.unwrap());
            assert!(!store.outbox_advance_in_turn(id, (State::Queued, submitted), 99).await.unwrap());
            assert!(!take(19).await);
            assert!(take(20).await);
            assert!(!take(21).await);
            store.outbox_end_turn(id).await.unwrap();
            assert!(take(22).await);
            store.outbox_end_turns().await.unwrap();
            assert!(take(23).await);
        }
    }
}
