//! Forms of drafts that came when the session had ended, until their owner is there again.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

/// How long one waits, in seconds.
const KEPT: i64 = 30 * 60;

/// How much longer one waits that its owner saw, in seconds: a page that is open in front of them promises it.
const SEEN: i64 = 24 * 60 * 60;

impl Store {
    /// Keeps a form and its files, each sealed by the caller, in place of the one before. The sender is not known,
    /// so the draft alone says whose it is; nothing happens (`false`) when there is no such draft.
    pub async fn keep_form(
        &self,
        draft: &str,
        content: &[u8],
        files: Option<&[u8]>,
        now: i64,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "INSERT INTO kept_forms (draft_id, content, files, kept_at) \
             SELECT drafts.id, $2, $3, $4 FROM drafts WHERE drafts.id = $1 \
             ON CONFLICT (draft_id) DO UPDATE \
             SET content = excluded.content, files = excluded.files, kept_at = excluded.kept_at",
        )
        .bind(draft)
        .bind(content)
        .bind(files)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// The form that waits for the owner of a draft: at most 30 minutes, or a day after they saw it last.
    pub async fn kept_form(
        &self,
        account: AccountId,
        draft: &str,
        now: i64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let row = sqlx::query(
            "SELECT kept_forms.content FROM kept_forms JOIN drafts ON drafts.id = draft_id \
             WHERE draft_id = $1 AND account_id = $2 AND kept_at > $3",
        )
        .bind(draft)
        .bind(account.0)
        .bind(now - KEPT)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| row.try_get("content")).transpose()?)
    }

    /// Lets the form wait a day longer: its owner sees it.
    pub async fn hold_kept_form(&self, account: AccountId, draft: &str, now: i64) -> Result<(), Error> {
        sqlx::query(
            "UPDATE kept_forms SET kept_at = $3 WHERE draft_id IN \
             (SELECT drafts.id FROM drafts WHERE drafts.id = $1 AND account_id = $2)",
        )
        .bind(draft)
        .bind(account.0)
        .bind(now + SEEN)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The files of the form that waits for the owner of a draft; `None` when there are none.
    pub async fn kept_files(
        &self,
        account: AccountId,
        draft: &str,
        now: i64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let row = sqlx::query(
            "SELECT files FROM kept_forms JOIN drafts ON drafts.id = draft_id \
             WHERE draft_id = $1 AND account_id = $2 AND kept_at > $3 AND files IS NOT NULL",
        )
        .bind(draft)
        .bind(account.0)
        .bind(now - KEPT)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| row.try_get("files")).transpose()?)
    }

    /// Forgets the form: what was typed is in the draft.
    pub async fn remove_kept_form(&self, account: AccountId, draft: &str) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM kept_forms WHERE draft_id IN \
             (SELECT drafts.id FROM drafts WHERE drafts.id = $1 AND account_id = $2)",
        )
        .bind(draft)
        .bind(account.0)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Forgets forms that waited for longer than that; how many.
    pub async fn purge_kept_forms(&self, now: i64) -> Result<u64, Error> {
        let done = sqlx::query("DELETE FROM kept_forms WHERE kept_at <= $1")
            .bind(now - KEPT)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::super::drafts::DraftRow;
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_form_waits_for_the_owner_of_its_draft_half_an_hour() {
        for store in stores("test_kept_forms").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            assert!(!store.has_draft("d1").await.unwrap());
            assert!(!store.keep_form("d1", b"x", None, 100).await.unwrap());
            let draft = DraftRow {
                id: "d1".to_owned(),
                account: owner,
                revision: 1,
                content: Vec::new(),
                changed_at: 1,
            };
            store.add_draft(&draft).await.unwrap();
            assert!(store.has_draft("d1").await.unwrap());
            assert!(store.keep_form("d1", b"one", Some(b"file\0"), 100).await.unwrap());
            assert_eq!(store.kept_files(owner, "d1", 100).await.unwrap().as_deref(), Some(&b"file\0"[..]));
            assert_eq!(store.kept_files(other, "d1", 100).await.unwrap(), None);
            assert!(store.keep_form("d1", b"two\0", None, 101).await.unwrap());
            assert_eq!(store.kept_files(owner, "d1", 101).await.unwrap(), None);
            let kept = store.kept_form(owner, "d1", 101 + KEPT - 1).await.unwrap();
            assert_eq!(kept.as_deref(), Some(&b"two\0"[..]));
            assert_eq!(store.kept_form(other, "d1", 101).await.unwrap(), None);
            assert_eq!(store.kept_form(owner, "d1", 101 + KEPT).await.unwrap(), None);
            store.remove_kept_form(other, "d1").await.unwrap();
            assert_eq!(store.purge_kept_forms(101 + KEPT - 1).await.unwrap(), 0);
            assert_eq!(store.purge_kept_forms(101 + KEPT).await.unwrap(), 1);
            store.keep_form("d1", b"three", Some(b"file"), 102).await.unwrap();
            let seen_until = 102 + SEEN + KEPT;
            store.hold_kept_form(other, "d1", 102).await.unwrap();
            assert_eq!(store.kept_files(owner, "d1", 102 + KEPT).await.unwrap(), None);
            store.hold_kept_form(owner, "d1", 102).await.unwrap();
            assert_eq!(store.purge_kept_forms(seen_until - 1).await.unwrap(), 0);
            assert!(store.kept_files(owner, "d1", seen_until - 1).await.unwrap().is_some());
            assert_eq!(store.kept_files(owner, "d1", seen_until).await.unwrap(), None);
            store.remove_kept_form(owner, "d1").await.unwrap();
            assert_eq!(store.kept_form(owner, "d1", 102).await.unwrap(), None);
        }
    }
}
