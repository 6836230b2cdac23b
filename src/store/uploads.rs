//! Attachments that wait for their message.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

/// What is known of an upload; its octets are read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// The draft it belongs to.
    pub draft: String,
    /// Its name, sealed by the caller.
    pub name: Vec<u8>,
    /// Its media type.
    pub media_type: String,
    /// Its size in octets.
    pub size: i64,
}

impl Store {
    /// Adds an upload to a draft of this account; `content` is sealed by the caller. Nothing happens (`false`) when the draft is not of this account.
    pub async fn add_upload(
        &self,
        account: AccountId,
        upload: &UploadRow,
        content: &[u8],
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "INSERT INTO uploads (id, draft_id, name, media_type, size, content) \
             SELECT $1, drafts.id, $4, $5, $6, $7 FROM drafts WHERE drafts.id = $2 AND account_id = $3",
        )
        .bind(&upload.id)
        .bind(&upload.draft)
        .bind(account.0)
        .bind(&upload.name)
        .bind(&upload.media_type)
        .bind(upload.size)
        .bind(content)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// The uploads of a draft, oldest first.
    pub async fn uploads(&self, account: AccountId, draft: &str) -> Result<Vec<UploadRow>, Error> {
        let rows = sqlx::query(
            "SELECT uploads.id, name, media_type, size FROM uploads JOIN drafts ON drafts.id = draft_id \
             WHERE draft_id = $1 AND account_id = $2 ORDER BY number",
        )
        .bind(draft)
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        let row = |row: &sqlx::any::AnyRow| {
            Ok(UploadRow {
                id: row.try_get("id")?,
                draft: draft.to_owned(),
                name: row.try_get("name")?,
                media_type: row.try_get("media_type")?,
                size: row.try_get("size")?,
            })
        };
        rows.iter().map(row).collect()
    }

    /// The sealed content of one.
    pub async fn upload_content(
        &self,
        account: AccountId,
        draft: &str,
        id: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        let row = sqlx::query(
            "SELECT uploads.content FROM uploads JOIN drafts ON drafts.id = draft_id \
             WHERE uploads.id = $1 AND draft_id = $2 AND account_id = $3",
        )
        .bind(id)
        .bind(draft)
        .bind(account.0)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| row.try_get("content")).transpose()?)
    }

    /// Removes one.
    pub async fn remove_upload(&self, account: AccountId, draft: &str, id: &str) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM uploads WHERE id = $1 AND draft_id IN \
             (SELECT drafts.id FROM drafts WHERE drafts.id = $2 AND account_id = $3)",
        )
        .bind(id)
        .bind(draft)
        .bind(account.0)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::drafts::DraftRow;
    use super::super::tests::stores;
    use super::*;

    fn upload(id: &str) -> UploadRow {
        let (name, media_type) = (vec![0, 255], "image/png".to_owned());
        UploadRow { id: id.to_owned(), draft: "d1".to_owned(), name, media_type, size: 3 }
    }

    #[tokio::test]
    async fn uploads_belong_to_a_draft_and_its_owner() {
        for store in stores("test_uploads").await {
            let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
            let other = store.account_signed_in("z@b.c", 1).await.unwrap();
            let draft = DraftRow {
                id: "d1".to_owned(),
                account: owner,
                revision: 1,
                content: Vec::new(),
                changed_at: 1,
            };
            store.add_draft(&draft).await.unwrap();
            assert!(store.add_upload(owner, &upload("u2"), b"two").await.unwrap());
            assert!(store.add_upload(owner, &upload("u1"), b"one").await.unwrap());
            assert!(!store.add_upload(other, &upload("u3"), b"x").await.unwrap());

            assert_eq!(store.uploads(owner, "d1").await.unwrap(), [upload("u2"), upload("u1")]);
            assert_eq!(store.uploads(other, "d1").await.unwrap(), []);
            assert_eq!(store.upload_content(owner, "d1", "u1").await.unwrap().as_deref(), Some(&b"one"[..]));
            assert_eq!(store.upload_content(other, "d1", "u1").await.unwrap(), None);
            assert_eq!(store.upload_content(owner, "d2", "u1").await.unwrap(), None);

            store.remove_upload(other, "d1", "u1").await.unwrap();
            store.remove_upload(owner, "d1", "u2").await.unwrap();
            assert_eq!(store.uploads(owner, "d1").await.unwrap(), [upload("u1")]);
            store.remove_draft(owner, "d1").await.unwrap();
            assert_eq!(store.upload_content(owner, "d1", "u1").await.unwrap(), None);
        }
    }
}
