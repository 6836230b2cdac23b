//! Messages being written: what the form holds, apart from the copy in the Drafts mailbox.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{AccountId, Error, Store};

/// A row. What a person wrote is in `content`, sealed by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// 128 random bits in hexadecimal: the `{draft}` of URLs.
    pub id: String,
    /// Whose it is.
    pub account: AccountId,
    /// Goes up by one with each save; a save that names an older one is refused.
    pub revision: i64,
    /// The sealed form.
    pub content: Vec<u8>,
    /// Last change, in seconds since 1970-01-01 UTC.
    pub changed_at: i64,
}

/// What there is of a draft besides its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreOfDraft {
    /// Files that came, or begin to come.
    pub has_uploads: bool,
    /// A form that came when the session had ended.
    pub has_form: bool,
    /// A message in the outbox.
    pub is_in_outbox: bool,
}

impl Store {
    /// Adds a new one.
    pub async fn add_draft(&self, draft: &DraftRow) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO drafts (id, account_id, revision, content, changed_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&draft.id)
        .bind(draft.account.0)
        .bind(draft.revision)
        .bind(&draft.content)
        .bind(draft.changed_at)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// One of this account.
    pub async fn draft(&self, account: AccountId, id: &str) -> Result<Option<DraftRow>, Error> {
        let row =
            sqlx::query("SELECT revision, content, changed_at FROM drafts WHERE id = $1 AND account_id = $2")
                .bind(id)
                .bind(account.0)
                .fetch_optional(&self.pool)
                .await?;
        row.map(|row| read(&row, account, id)).transpose()
    }

    /// The same, with what there is of it in other tables: most have nothing there.
    pub async fn draft_and_more(
        &self,
        account: AccountId,
        id: &str,
    ) -> Result<Option<(DraftRow, MoreOfDraft)>, Error> {
        let row = sqlx::query(
            "SELECT revision, content, changed_at, \
             (SELECT COUNT(*) FROM uploads WHERE draft_id = drafts.id) AS uploads, \
             (SELECT COUNT(*) FROM kept_forms WHERE draft_id = drafts.id) AS forms, \
             (SELECT COUNT(*) FROM outbox WHERE outbox.account_id = drafts.account_id \
              AND outbox.draft_id = drafts.id) AS messages \
             FROM drafts WHERE id = $1 AND account_id = $2",
        )
        .bind(id)
        .bind(account.0)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let draft = read(&row, account, id)?;
        let is_there = |name: &str| row.try_get(name).map(|count: i64| count > 0);
        let more = MoreOfDraft {
            has_uploads: is_there("uploads")?,
            has_form: is_there("forms")?,
            is_in_outbox: is_there("messages")?,
        };
        Ok(Some((draft, more)))
    }

    /// Whether there is a draft of this name, whoever owns it.
    pub async fn has_draft(&self, id: &str) -> Result<bool, Error> {
        let row = sqlx::query("SELECT 1 AS found FROM drafts WHERE id = $1").bind(id);
        Ok(row.fetch_optional(&self.pool).await?.is_some())
    }

    /// Replaces the content if the row still has revision `draft.revision - 1`; whether it did.
    pub async fn save_draft(&self, draft: &DraftRow) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE drafts SET revision = $3, content = $4, changed_at = $5 \
             WHERE id = $1 AND account_id = $2 AND revision = $3 - 1",
        )
        .bind(&draft.id)
        .bind(draft.account.0)
        .bind(draft.revision)
        .bind(&draft.content)
        .bind(draft.changed_at)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Remembers where its copy lies on the mail server.
    pub async fn draft_is_filed(&self, account: AccountId, id: &str, place: &str) -> Result<(), Error> {
        sqlx::query("UPDATE drafts SET filed_as = $3 WHERE id = $1 AND account_id = $2")
            .bind(id)
            .bind(account.0)
            .bind(place)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The draft of this account whose copy lies there: the one that was changed last.
    pub async fn draft_filed_as(&self, account: AccountId, place: &str) -> Result<Option<String>, Error> {
        let row = sqlx::query(
            "SELECT id FROM drafts WHERE account_id = $1 AND filed_as = $2 ORDER BY changed_at DESC LIMIT 1",
        )
        .bind(account.0)
        .bind(place)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| row.try_get("id")).transpose()?)
    }

    /// Removes it with its uploads.
    pub async fn remove_draft(&self, account: AccountId, id: &str) -> Result<(), Error> {
        sqlx::query("DELETE FROM drafts WHERE id = $1 AND account_id = $2")
            .bind(id)
            .bind(account.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Removes drafts (with uploads) that nobody changed since `before` and that do not wait in
    /// the outbox; how many. Their copy in the Drafts mailbox stays.
    pub async fn purge_drafts(&self, before: i64) -> Result<u64, Error> {
        let done = sqlx::query(
            "DELETE FROM drafts WHERE changed_at < $1 AND NOT EXISTS (SELECT 1 FROM outbox \
             WHERE outbox.account_id = drafts.account_id AND outbox.draft_id = drafts.id)",
        )
        .bind(before)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected())
    }
}

/// A row with `revision`, `content` and `changed_at`.
fn read(row: &AnyRow, account: AccountId, id: &str) -> Result<DraftRow, Error> {
    Ok(DraftRow {
        id: id.to_owned(),
        account,
        revision: row.try_get("revision")?,
        content: row.try_get("content")?,
        changed_at: row.try_get("changed_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::super::uploads::UploadRow;
    use super::*;

    fn row(account: AccountId, id: &str, revision: i64, content: &[u8]) -> DraftRow {
        DraftRow {
            id: id.to_owned(),
            account,
            revision,
            content: content.to_vec(),
            changed_at: 100 + revision,
        }
    }

    #[tokio::test]
    async fn what_there_is_of_a_draft_besides_is_told_with_it() {
        for store in stores("test_more_of_drafts").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            store.add_draft(&row(owner, "d1", 1, b"sealed")).await.unwrap();
            assert_eq!(store.draft_and_more(other, "d1").await.unwrap(), None);
            let more = async || store.draft_and_more(owner, "d1").await.unwrap().unwrap();
            let none = MoreOfDraft { has_uploads: false, has_form: false, is_in_outbox: false };
            assert_eq!(more().await, (row(owner, "d1", 1, b"sealed"), none));
            store.keep_form("d1", b"form", None, 1).await.unwrap();
            store.enqueue(other, "d1", 1).await.unwrap();
            assert_eq!(more().await.1, MoreOfDraft { has_form: true, ..none });
            store.enqueue(owner, "d1", 1).await.unwrap();
            let (name, media_type) = (vec![0], "image/png".to_owned());
            let (id, draft) = ("u1".to_owned(), "d1".to_owned());
            let upload = UploadRow { id, draft, name, media_type, size: 6, received: 0 };
            assert!(store.begin_upload(owner, &upload, 10, 1).await.unwrap());
            let all = MoreOfDraft { has_uploads: true, has_form: true, is_in_outbox: true };
            assert_eq!(more().await.1, all);
        }
    }

    #[tokio::test]
    async fn a_save_on_an_older_revision_is_refused() {
        for store in stores("test_drafts").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            store.add_draft(&row(account, "d1", 1, b"one")).await.unwrap();
            assert!(store.save_draft(&row(account, "d1", 2, b"two\0")).await.unwrap());
            assert!(!store.save_draft(&row(account, "d1", 2, b"other")).await.unwrap());
            store.draft_is_filed(account, "d1", "Drafts/7-1").await.unwrap();
            store.draft_is_filed(account, "d1", "Drafts/7-2").await.unwrap();
            let found = store.draft_filed_as(account, "Drafts/7-2").await.unwrap();
            assert_eq!(found.as_deref(), Some("d1"));
            assert_eq!(store.draft_filed_as(account, "Drafts/7-1").await.unwrap(), None);
            assert_eq!(store.draft(account, "d1").await.unwrap(), Some(row(account, "d1", 2, b"two\0")));
        }
    }

    #[tokio::test]
    async fn nobody_reaches_the_draft_of_another() {
        for store in stores("test_drafts_of_others").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            store.add_draft(&row(owner, "d1", 1, b"one")).await.unwrap();
            assert_eq!(store.draft(other, "d1").await.unwrap(), None);
            assert!(!store.save_draft(&row(other, "d1", 2, b"two")).await.unwrap());
            store.remove_draft(other, "d1").await.unwrap();
            assert_eq!(store.draft(owner, "d1").await.unwrap(), Some(row(owner, "d1", 1, b"one")));
            store.remove_draft(owner, "d1").await.unwrap();
            assert_eq!(store.draft(owner, "d1").await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn old_drafts_go_unless_they_wait_in_the_outbox() {
        for store in stores("test_drafts_purged").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            for (id, revision) in [("old", 1), ("sending", 1), ("new", 50)] {
                store.add_draft(&row(account, id, revision, b"")).await.unwrap();
            }
            store.enqueue(account, "sending", 1).await.unwrap();
            assert_eq!(store.purge_drafts(120).await.unwrap(), 1);
            assert_eq!(store.draft(account, "old").await.unwrap(), None);
            assert!(store.draft(account, "sending").await.unwrap().is_some());
        }
    }
}
