//! Turns at sending a receipt: of all who want to answer a message, in whatever process on this
//! database, one does.

use mailcore::mailbox::MessageRef;

use super::{AccountId, Error, Store};

/// After so many seconds a turn is over though nobody ended it: its process is gone. A submission
/// takes less.
const LONGEST: i64 = 1_800;

impl Store {
    /// Takes the turn at a message, at `now` in seconds since 1970-01-01 UTC; `false` while somebody
    /// else has it.
    pub async fn take_receipt_turn(
        &self,
        account: AccountId,
        at: &MessageRef,
        now: i64,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "INSERT INTO receipt_turns (account_id, mailbox, message, taken_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account_id, mailbox, message) DO UPDATE SET taken_at = excluded.taken_at \
             WHERE receipt_turns.taken_at <= excluded.taken_at - $5",
        )
        .bind(account.0)
        .bind(at.mailbox.as_str())
        .bind(at.number.to_string())
        .bind(now)
        .bind(LONGEST)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends it.
    pub async fn end_receipt_turn(&self, account: AccountId, at: &MessageRef) -> Result<(), Error> {
        sqlx::query("DELETE FROM receipt_turns WHERE account_id = $1 AND mailbox = $2 AND message = $3")
            .bind(account.0)
            .bind(at.mailbox.as_str())
            .bind(at.number.to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::MailboxName;

    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn one_has_the_turn_until_it_ends_or_is_too_old() {
        let at = MessageRef { mailbox: MailboxName::inbox(), number: "7-42".parse().unwrap() };
        let other = MessageRef { number: "7-43".parse().unwrap(), ..at.clone() };
        for store in stores("test_receipt_turns").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            assert!(store.take_receipt_turn(pierre, &at, 100).await.unwrap());
            assert!(!store.take_receipt_turn(pierre, &at, 100).await.unwrap());
            assert!(store.take_receipt_turn(claire, &at, 100).await.unwrap());
            assert!(store.take_receipt_turn(pierre, &other, 100).await.unwrap());
            store.end_receipt_turn(pierre, &at).await.unwrap();
            assert!(store.take_receipt_turn(pierre, &at, 101).await.unwrap());
            assert!(!store.take_receipt_turn(pierre, &at, 100 + LONGEST).await.unwrap());
            assert!(store.take_receipt_turn(pierre, &at, 101 + LONGEST).await.unwrap());
            assert!(!store.take_receipt_turn(pierre, &at, 102 + LONGEST).await.unwrap());
        }
    }
}
