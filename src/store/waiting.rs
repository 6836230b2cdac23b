//! Messages of the outbox that wait for their time.

use sqlx::Row as _;
use time::OffsetDateTime;

use super::outbox::{OutboxHead, State};
use super::{AccountId, Error, Store};

/// One that waits, or that could not be sent when its time came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// The draft that it was made from.
    pub draft: String,
    /// How far it is.
    pub head: OutboxHead,
    /// When it is sent, in seconds since 1970-01-01 UTC; `None` for one that was for at once.
    pub due_at: Option<i64>,
    /// Why it stays, sealed by the caller.
    pub problem: Option<Vec<u8>>,
}

/// One whose time has come. What the caller sealed is sealed still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Their login name.
    pub login: String,
    /// The draft that it was made from.
    pub draft: String,
    /// What signs it in.
    pub credentials: Option<Vec<u8>>,
    /// When its time came first, in seconds since 1970-01-01 UTC.
    pub queued_at: i64,
}

impl Store {
    /// Lets a message wait until `due_at`; `false` when this draft is in the outbox already. Times are in seconds
    /// since 1970-01-01 UTC. Until it is whole its row is of `now`: what a crash leaves of it grows old.
    pub async fn put_off(
        &self,
        account: AccountId,
        draft: &str,
        (pieces, credentials): (impl Iterator<Item = Vec<u8>> + Send, &[u8]),
        (due_at, now): (i64, i64),
    ) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        let Some(id) = self.enqueue(account, draft, now).await? else { return Ok(false) };
        if let Err(error) = self.add_outbox_pieces(id, pieces).await {
            return Err(self.take_out(id, error).await);
        }
        let waits = sqlx::query(
            "UPDATE outbox SET state = $2, credentials = $3, due_at = $4, queued_at = $4 \
             WHERE id = $1 AND state = 'queued'",
        );
        let waits = waits.bind(id).bind(State::Waiting.as_str()).bind(credentials).bind(due_at);
        match waits.execute(&self.pool).await {
            Ok(done) => Ok(done.rows_affected() == 1),
            Err(error) => Err(self.take_out(id, error.into()).await),
        }
    }

    /// Lets one wait that waits or could not be sent until another time, and sign in with this; `false` when
    /// it is on its way or gone.
    pub async fn put_off_again(
        &self,
        account: AccountId,
        draft: &str,
        credentials: &[u8],
        due_at: i64,
    ) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        let done = sqlx::query(
            "UPDATE outbox SET state = $3, credentials = $4, due_at = $5, queued_at = $5, problem = NULL \
             WHERE account_id = $1 AND draft_id = $2 AND state IN ('waiting', 'held')",
        )
        .bind(account.0)
        .bind(draft)
        .bind(State::Waiting.as_str())
        .bind(credentials)
        .bind(due_at)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Lets one that waits or could not be sent sign in with this, and one on its way that has its key with it the next
    /// time.
    pub async fn renew_credentials(
        &self,
        account: AccountId,
        draft: &str,
        credentials: &[u8],
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE outbox SET credentials = $3 WHERE account_id = $1 AND draft_id = $2 AND (state IN \
             ('waiting', 'held') OR (state IN ('queued', 'claimed', 'submitting') AND credentials IS NOT NULL))",
        )
        .bind(account.0)
        .bind(draft)
        .bind(credentials)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Takes one out that waits or could not be sent; `false` when it is on its way or gone.
    pub async fn call_back(&self, account: AccountId, draft: &str) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        let done = sqlx::query(
            "DELETE FROM outbox WHERE account_id = $1 AND draft_id = $2 AND state IN ('waiting', 'held')",
        )
        .bind(account.0)
        .bind(draft)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes the next one whose time has come: whoever has it sends it. When it was taken is its time from then on.
    pub async fn claim_due(&self, now: i64) -> Result<Option<DueRow>, Error> {
        let _changing = self.waiting.changing();
        let row = sqlx::query(
            "UPDATE outbox SET state = 'queued', due_at = $1 WHERE state = 'waiting' AND id = (SELECT id FROM outbox \
             WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1) \
             RETURNING id, account_id, draft_id, credentials, queued_at, \
             (SELECT login FROM accounts WHERE accounts.id = account_id) AS login",
        )
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(DueRow {
            id: row.try_get("id")?,
            account: AccountId(row.try_get("account_id")?),
            login: row.try_get("login")?,
            draft: row.try_get("draft_id")?,
            credentials: row.try_get("credentials")?,
            queued_at: row.try_get("queued_at")?,
        }))
    }

    /// When the next one is due.
    pub async fn next_due(&self) -> Result<Option<i64>, Error> {
        let row = sqlx::query("SELECT due_at FROM outbox WHERE state = 'waiting' ORDER BY due_at LIMIT 1");
        Ok(row.fetch_optional(&self.pool).await?.map(|row| row.try_get("due_at")).transpose()?)
    }

    /// Lets those wait again that somebody took before `before` and that the submission server has nothing of;
    /// how many.
    pub async fn revive_due(&self, before: i64) -> Result<u64, Error> {
        let _changing = self.waiting.changing();
        let done = sqlx::query(
            "UPDATE outbox SET state = 'waiting' WHERE state IN ('queued', 'claimed') AND due_at < $1",
        )
        .bind(before)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected())
    }

    /// Lets one that was taken wait until it is tried again.
    pub async fn try_again_at(&self, id: i64, due_at: i64) -> Result<(), Error> {
        let _changing = self.waiting.changing();
        sqlx::query("UPDATE outbox SET state = 'waiting', due_at = $2 WHERE id = $1")
            .bind(id)
            .bind(due_at)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Keeps one that could not be sent, until its owner decides; what signs it in is forgotten.
    pub async fn hold(&self, id: i64, problem: &[u8]) -> Result<(), Error> {
        let _changing = self.waiting.changing();
        sqlx::query("UPDATE outbox SET state = 'held', problem = $2, credentials = NULL WHERE id = $1")
            .bind(id)
            .bind(problem)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The same for one that could not sign in with `credentials`; `false` when it has other ones by now.
    pub async fn hold_refused(&self, id: i64, problem: &[u8], credentials: &[u8]) -> Result<bool, Error> {
        let _changing = self.waiting.changing();
        let done = sqlx::query(
            "UPDATE outbox SET state = 'held', problem = $2, credentials = NULL \
             WHERE id = $1 AND (credentials IS NULL OR credentials = $3)",
        )
        .bind(id)
        .bind(problem)
        .bind(credentials)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// The messages of an account that wait for something, the next one first.
    pub async fn waiting(&self, account: AccountId) -> Result<Vec<WaitingRow>, Error> {
        let rows = sqlx::query(
            "SELECT id, draft_id, state, queued_at, due_at, problem FROM outbox WHERE account_id = $1 \
             ORDER BY due_at, id",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        let row = |row: &sqlx::any::AnyRow| {
            Ok(WaitingRow {
                draft: row.try_get("draft_id")?,
                head: OutboxHead {
                    id: row.try_get("id")?,
                    state: State::parse(row.try_get("state")?)?,
                    queued_at: row.try_get("queued_at")?,
                },
                due_at: row.try_get("due_at")?,
                problem: row.try_get("problem")?,
            })
        };
        rows.iter().map(row).collect()
    }

    /// How many messages of an account wait for their time or their owner.
    pub async fn count_waiting(&self, account: AccountId) -> Result<u32, Error> {
        let (now, changes) = (OffsetDateTime::now_utc().unix_timestamp(), self.waiting.changes());
        if let Some(count) = self.waiting.get(&account, now) {
            return Ok(count);
        }
        let row = sqlx::query(
            "SELECT count(*) AS number FROM outbox \
             WHERE account_id = $1 AND state IN ('waiting', 'held', 'unknown')",
        );
        let number: i64 = row.bind(account.0).fetch_one(&self.pool).await?.try_get("number")?;
        let count = number.try_into().unwrap_or(u32::MAX);
        self.waiting.put(changes, account, &count, now, i64::MAX);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_message_waits_for_its_time_and_is_taken_once() {
        for store in stores("test_waiting").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let later = || ([b"later\0".to_vec()].into_iter(), &b"key"[..]);
            assert!(store.put_off(account, "d1", later(), (100, 1)).await.unwrap());
            assert!(!store.put_off(account, "d1", later(), (100, 1)).await.unwrap(), "it is there");
            assert!(store.put_off(account, "d2", later(), (50, 1)).await.unwrap());
            assert_eq!(store.next_due().await.unwrap(), Some(50));
            assert_eq!(store.claim_due(49).await.unwrap(), None);
            let due = store.claim_due(50).await.unwrap().unwrap();
            assert_eq!((due.draft.as_str(), due.login.as_str(), due.queued_at), ("d2", "a@b.c", 50));
            assert_eq!(due.credentials, Some(b"key".to_vec()));
            assert_eq!(store.outbox_piece(due.id, 0).await.unwrap(), Some(b"later\0".to_vec()));
            assert_eq!(store.claim_due(99).await.unwrap(), None, "the other one waits");
            assert!(!store.call_back(account, "d2").await.unwrap(), "it is on its way");
            assert_eq!(store.revive_due(51).await.unwrap(), 1);
            store.claim_due(50).await.unwrap().unwrap();
            store.try_again_at(due.id, 60).await.unwrap();
            assert_eq!(store.next_due().await.unwrap(), Some(60));
        }
    }

    #[tokio::test]
    async fn one_on_its_way_is_not_held_for_a_password_that_was_changed_meanwhile() {
        for store in stores("test_renewed").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            store.put_off(account, "d1", (std::iter::empty(), b"old"), (50, 1)).await.unwrap();
            let due = store.claim_due(50).await.unwrap().unwrap();
            store.renew_credentials(account, "d1", b"new").await.unwrap();
            assert!(!store.hold_refused(due.id, b"why", b"old").await.unwrap());
            store.try_again_at(due.id, 60).await.unwrap();
            let due = store.claim_due(60).await.unwrap().unwrap();
            assert_eq!(due.credentials, Some(b"new".to_vec()));
            assert!(store.hold_refused(due.id, b"why", b"new").await.unwrap());
            assert_eq!(store.waiting(account).await.unwrap()[0].head.state, State::Held);
            // One for at once has no key with it, and gets none.
            let at_once = store.enqueue(account, "d2", 60).await.unwrap().unwrap();
            store.renew_credentials(account, "d2", b"new").await.unwrap();
            store.try_again_at(at_once, 60).await.unwrap();
            assert_eq!(store.claim_due(60).await.unwrap().unwrap().credentials, None);
        }
    }

    #[tokio::test]
    async fn one_that_could_not_be_sent_waits_for_its_owner_without_a_key() {
        for store in stores("test_held").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            store.put_off(account, "d1", (std::iter::empty(), b"key"), (50, 1)).await.unwrap();
            let due = store.claim_due(50).await.unwrap().unwrap();
            store.hold(due.id, b"why").await.unwrap();
            let row = WaitingRow {
                draft: "d1".to_owned(),
                head: OutboxHead { id: due.id, state: State::Held, queued_at: 50 },
                due_at: Some(50),
                problem: Some(b"why".to_vec()),
            };
            assert_eq!(store.waiting(account).await.unwrap(), [row]);
            assert_eq!(
                (store.count_waiting(account).await.unwrap(), store.count_waiting(other).await.unwrap()),
                (1, 0)
            );
            assert_eq!(store.next_due().await.unwrap(), None);
            assert!(!store.put_off_again(other, "d1", b"new", 70).await.unwrap());
            assert!(store.put_off_again(account, "d1", b"new", 70).await.unwrap());
            let due = store.claim_due(70).await.unwrap().unwrap();
            assert_eq!(due.credentials, Some(b"new".to_vec()));
            store.hold(due.id, b"why").await.unwrap();
            assert!(!store.call_back(other, "d1").await.unwrap());
            assert!(store.call_back(account, "d1").await.unwrap());
            assert_eq!(store.waiting(account).await.unwrap(), []);
        }
    }
}
