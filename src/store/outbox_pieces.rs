//! What the steps of sending need of a message, in pieces as the caller sealed them.

use sqlx::Row as _;

use super::{Error, Store};

impl Store {
    /// Adds what the steps need of a message in pieces that the caller seals, one after the other as they are made:
    /// each by itself, so that others can write meanwhile.
    pub async fn add_outbox_pieces(
        &self,
        id: i64,
        pieces: impl Iterator<Item = Vec<u8>> + Send,
    ) -> Result<(), Error> {
        let mut pieces = (0_i64..).zip(pieces);
        let mut made = pieces.next();
        while let Some((number, piece)) = made {
            let adding =
                sqlx::query("INSERT INTO outbox_pieces (outbox_id, number, content) VALUES ($1, $2, $3)")
                    .bind(id)
                    .bind(number)
                    .bind(piece)
                    .execute(&self.pool);
            // One is made while the one before is written.
            let (added, next) = tokio::join!(adding, async { pieces.next() });
            added?;
            made = next;
        }
        self.log_grew();
        Ok(())
    }

    /// A piece of a message; they are counted from 0. `None` behind the last one.
    pub async fn outbox_piece(&self, id: i64, number: i64) -> Result<Option<Vec<u8>>, Error> {
        let row = sqlx::query("SELECT content FROM outbox_pieces WHERE outbox_id = $1 AND number = $2")
            .bind(id)
            .bind(number)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("content")).transpose()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn pieces_come_in_their_order_and_go_with_their_message() {
        for store in stores("test_outbox_pieces").await {
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let pieces = [b"one\0".to_vec(), Vec::new(), b"three".to_vec()];
            let id = store.enqueue(account, "d1", 5).await.unwrap().unwrap();
            store.add_outbox_pieces(id, pieces.clone().into_iter()).await.unwrap();
            for (number, piece) in (0..).zip(pieces) {
                assert_eq!(store.outbox_piece(id, number).await.unwrap(), Some(piece));
            }
            assert_eq!(store.outbox_piece(id, 3).await.unwrap(), None);
            store.outbox_remove(id).await.unwrap();
            assert_eq!(store.outbox_piece(id, 0).await.unwrap(), None);
        }
    }
}
