//! Attachments that wait for their message, in pieces as they came.

use sqlx::Row as _;
use sqlx::any::AnyRow;

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
    /// How many of them came.
    pub received: i64,
}

impl UploadRow {
    /// All of it came.
    pub fn is_whole(&self) -> bool {
        self.received == self.size
    }
}

/// A piece of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Octets of the upload before it.
    pub place: i64,
    /// How many it has before it is sealed.
    pub length: i64,
    /// Sealed by the caller.
    pub content: Vec<u8>,
}

impl Store {
    /// Begins an upload to a draft of this account, of which nothing came yet. Nothing happens (`false`) when
    /// the draft is not of this account, when all its files would have more than `room` octets, or when one of
    /// this id was begun before.
    pub async fn begin_upload(
        &self,
        account: AccountId,
        upload: &UploadRow,
        room: i64,
        now: i64,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "INSERT INTO uploads (id, draft_id, name, media_type, size, received, touched_at) \
             SELECT $1, drafts.id, $4, $5, $6, 0, $7 FROM drafts WHERE drafts.id = $2 AND account_id = $3 \
             AND (SELECT COALESCE(SUM(uploads.size), 0) FROM uploads WHERE draft_id = $2) + $6 <= $8 \
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&upload.id)
        .bind(&upload.draft)
        .bind(account.0)
        .bind(&upload.name)
        .bind(&upload.media_type)
        .bind(upload.size)
        .bind(now)
        .bind(room)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Adds the next piece of an upload; `false` when it is not the next one, or too much.
    pub async fn add_piece(
        &self,
        account: AccountId,
        draft: &str,
        id: &str,
        piece: &Piece,
        now: i64,
    ) -> Result<bool, Error> {
        let mut transaction = self.pool.begin().await?;
        let counted = sqlx::query(
            "UPDATE uploads SET received = received + $5, touched_at = $6 WHERE id = $1 AND received = $4 \
             AND received + $5 <= size AND draft_id IN \
             (SELECT drafts.id FROM drafts WHERE drafts.id = $2 AND account_id = $3)",
        )
        .bind(id)
        .bind(draft)
        .bind(account.0)
        .bind(piece.place)
        .bind(piece.length)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        if counted.rows_affected() != 1 {
            return Ok(false);
        }
        sqlx::query("INSERT INTO upload_pieces (upload_id, place, content) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(piece.place)
            .bind(&piece.content)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        self.log_grew();
        Ok(true)
    }

    /// The uploads of a draft, oldest first, those that did not come as a whole among them.
    pub async fn uploads(&self, account: AccountId, draft: &str) -> Result<Vec<UploadRow>, Error> {
        let rows = sqlx::query(
            "SELECT uploads.id, draft_id, name, media_type, size, received FROM uploads \
             JOIN drafts ON drafts.id = draft_id WHERE draft_id = $1 AND account_id = $2 ORDER BY number",
        )
        .bind(draft)
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The first piece of an upload at or behind a place; `None` when there is no more.
    pub async fn piece(
        &self,
        account: AccountId,
        draft: &str,
        id: &str,
        place: i64,
    ) -> Result<Option<(i64, Vec<u8>)>, Error> {
        let row = sqlx::query(
            "SELECT place, upload_pieces.content FROM upload_pieces JOIN uploads ON uploads.id = upload_id \
             JOIN drafts ON drafts.id = draft_id \
             WHERE upload_id = $1 AND draft_id = $2 AND account_id = $3 AND place >= $4 ORDER BY place LIMIT 1",
        )
        .bind(id)
        .bind(draft)
        .bind(account.0)
        .bind(place)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Ok((row.try_get("place")?, row.try_get("content")?))).transpose()
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

    /// Removes what began to come to a draft, and of which nothing came since `before`.
    pub async fn remove_abandoned_uploads(&self, draft: &str, before: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM uploads WHERE draft_id = $1 AND received < size AND touched_at < $2")
            .bind(draft)
            .bind(before)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

fn read(row: &AnyRow) -> Result<UploadRow, Error> {
    Ok(UploadRow {
        id: row.try_get("id")?,
        draft: row.try_get("draft_id")?,
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        size: row.try_get("size")?,
        received: row.try_get("received")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::drafts::DraftRow;
    use super::super::tests::stores;
    use super::*;

    fn upload(id: &str, received: i64) -> UploadRow {
        let (name, media_type) = (vec![0, 255], "image/png".to_owned());
        UploadRow { id: id.to_owned(), draft: "d1".to_owned(), name, media_type, size: 6, received }
    }

    fn piece(place: i64, content: &[u8]) -> Piece {
        Piece { place, length: content.len() as i64, content: content.to_vec() }
    }

    async fn with_draft(store: &Store) -> (AccountId, AccountId) {
        let owner = store.account_signed_in("a@b.c", 1).await.unwrap();
        let other = store.account_signed_in("z@b.c", 1).await.unwrap();
        let id = "d1".to_owned();
        let draft = DraftRow { id, account: owner, revision: 1, content: Vec::new(), changed_at: 1 };
        store.add_draft(&draft).await.unwrap();
        (owner, other)
    }

    #[tokio::test]
    async fn uploads_belong_to_a_draft_and_its_owner() {
        for store in stores("test_uploads").await {
            let (owner, other) = with_draft(&store).await;
            assert!(store.begin_upload(owner, &upload("u2", 0), 100, 1).await.unwrap());
            assert!(store.begin_upload(owner, &upload("u1", 0), 100, 1).await.unwrap());
            assert!(!store.begin_upload(owner, &upload("u1", 0), 100, 1).await.unwrap(), "it was begun");
            assert!(!store.begin_upload(other, &upload("u3", 0), 100, 1).await.unwrap());
            assert!(!store.begin_upload(owner, &upload("u3", 0), 17, 1).await.unwrap(), "no room for 18");

            assert_eq!(store.uploads(owner, "d1").await.unwrap(), [upload("u2", 0), upload("u1", 0)]);
            assert_eq!(store.uploads(other, "d1").await.unwrap(), []);
            assert!(!store.add_piece(other, "d1", "u1", &piece(0, b"one"), 1).await.unwrap());
            assert!(store.add_piece(owner, "d1", "u1", &piece(0, b"one"), 1).await.unwrap());
            assert_eq!(store.piece(owner, "d1", "u1", 0).await.unwrap(), Some((0, b"one".to_vec())));
            assert_eq!(store.piece(other, "d1", "u1", 0).await.unwrap(), None);
            assert_eq!(store.piece(owner, "d2", "u1", 0).await.unwrap(), None);

            store.remove_upload(other, "d1", "u1").await.unwrap();
            store.remove_upload(owner, "d1", "u2").await.unwrap();
            assert_eq!(store.uploads(owner, "d1").await.unwrap(), [upload("u1", 3)]);
            store.remove_draft(owner, "d1").await.unwrap();
            assert_eq!(store.piece(owner, "d1", "u1", 0).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn pieces_come_in_their_order_and_no_more_than_the_whole() {
        for store in stores("test_upload_pieces").await {
            let (owner, _) = with_draft(&store).await;
            store.begin_upload(owner, &upload("u1", 0), 6, 1).await.unwrap();
            let add = async |place, content: &[u8]| {
                store.add_piece(owner, "d1", "u1", &piece(place, content), 5).await.unwrap()
            };
            assert!(add(0, b"abcd").await);
            for (place, content) in [(0, "abcd"), (5, "f"), (4, "efg")] {
                assert!(!add(place, content.as_bytes()).await, "{content} at {place}");
            }
            store.remove_abandoned_uploads("d1", 5).await.unwrap();
            assert!(add(4, b"ef").await, "it was touched lately");
            assert_eq!(store.piece(owner, "d1", "u1", 1).await.unwrap(), Some((4, b"ef".to_vec())));
            assert_eq!(store.piece(owner, "d1", "u1", 5).await.unwrap(), None);
            store.remove_abandoned_uploads("d1", 9).await.unwrap();
            assert!(store.uploads(owner, "d1").await.unwrap()[0].is_whole());
        }
    }
}
