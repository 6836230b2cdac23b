//! What imports did to cards on servers, one by one.

use sqlx::{AnyConnection, Row as _};

use super::super::super::{AccountId, Error, Store};
use super::super::KeptCard;
use super::super::removed::{self, RemovedCard};
use super::ImportInto;

/// A card on a server that is as an act left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportedCard {
    /// Its number.
    pub card: i64,
    /// How often it was written by then.
    pub revision: i64,
    /// Whether the act made it; else it wrote over one that was there.
    pub is_made: bool,
}

impl Store {
    /// Notes that an import made a card on a server, as it is now.
    pub async fn note_imported_card(&self, import: ImportInto<'_>, card: i64) -> Result<(), Error> {
        let mut connection = self.pool.acquire().await?;
        note(&mut connection, import, card, None).await
    }

    /// Notes that an import changed a card on a server, which is now as it left it, and keeps what it was `before` and
    /// the groups that it was in, unless that was as the import had left it already.
    pub async fn note_imported_change(
        &self,
        import: ImportInto<'_>,
        before: &KeptCard,
        groups: &[i64],
    ) -> Result<(), Error> {
        let groups: Vec<String> = groups.iter().map(i64::to_string).collect();
        let mut transaction = self.pool.begin().await?;
        // It is found by the UID that it has now.
        let kept = sqlx::query(
            "INSERT INTO removed_cards (account_id, act, book, uid, content, in_groups, removed_at) \
             SELECT account_id, $1, book, uid, $2, $3, $4 FROM cards WHERE account_id = $5 AND id = $6 \
             AND NOT EXISTS (SELECT 1 FROM imported_cards i \
             WHERE i.account_id = $5 AND i.act = $1 AND i.card_id = cards.id AND i.revision = $7) RETURNING id",
        )
        .bind(import.act)
        .bind(&*before.content)
        .bind(groups.join(","))
        .bind(import.now)
        .bind(import.account.0)
        .bind(before.id)
        .bind(before.revision)
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(kept) = kept {
            // Of one that its person changed since the act wrote it first, what they wrote counts.
            sqlx::query(
                "DELETE FROM removed_cards WHERE account_id = $1 AND act = $2 AND id < $3 AND EXISTS \
                 (SELECT 1 FROM cards c WHERE c.id = $4 AND c.book = removed_cards.book \
                 AND c.uid = removed_cards.uid)",
            )
            .bind(import.account.0)
            .bind(import.act)
            .bind(kept.try_get::<i64, _>("id")?)
            .bind(before.id)
            .execute(&mut *transaction)
            .await?;
        }
        note(&mut transaction, import, before.id, Some(before.revision)).await?;
        Ok(transaction.commit().await?)
    }

    /// What a card was before an act changed it; `None` when that is not known.
    pub async fn before_import(
        &self,
        account: AccountId,
        act: &str,
        card: i64,
    ) -> Result<Option<RemovedCard>, Error> {
        let row = sqlx::query(
            "SELECT r.id, r.book, r.uid, r.content, r.in_groups FROM removed_cards r JOIN cards c \
             ON c.account_id = r.account_id AND c.book = r.book AND c.uid = r.uid \
             WHERE r.account_id = $1 AND r.act = $2 AND c.id = $3 ORDER BY r.id DESC",
        )
        .bind(account.0)
        .bind(act)
        .bind(card)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(removed::card).transpose()
    }

    /// The cards on servers that an act imported and that are as it left them.
    pub async fn imported_remote_cards(
        &self,
        account: AccountId,
        act: &str,
    ) -> Result<Vec<ImportedCard>, Error> {
        let rows = sqlx::query(
            "SELECT i.card_id, i.revision, i.made FROM imported_cards i \
             JOIN cards c ON c.id = i.card_id AND c.revision = i.revision \
             JOIN remote_cards r ON r.card_id = i.card_id \
             WHERE i.account_id = $1 AND i.act = $2 ORDER BY i.card_id",
        )
        .bind(account.0)
        .bind(act)
        .fetch_all(&self.pool)
        .await?;
        let card = |it: &sqlx::any::AnyRow| {
            Ok(ImportedCard {
                card: it.try_get("card_id")?,
                revision: it.try_get("revision")?,
                is_made: it.try_get::<i64, _>("made")? == 1,
            })
        };
        rows.iter().map(card).collect()
    }

    /// Forgets that a card came from an import: it stays.
    pub async fn forget_imported_card(&self, account: AccountId, act: &str, card: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM imported_cards WHERE account_id = $1 AND act = $2 AND card_id = $3")
            .bind(account.0)
            .bind(act)
            .bind(card)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Forgets of the cards on servers that an act imported those that somebody changed since: they stay.
    pub async fn forget_changed_imports(&self, account: AccountId, act: &str) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM imported_cards WHERE account_id = $1 AND act = $2 \
             AND EXISTS (SELECT 1 FROM remote_cards r WHERE r.card_id = imported_cards.card_id) \
             AND NOT EXISTS (SELECT 1 FROM cards c WHERE c.id = imported_cards.card_id \
             AND c.revision = imported_cards.revision)",
        )
        .bind(account.0)
        .bind(act)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

/// Notes that a card is as an import left it: one that it made, or one that it wrote over when it was of the revision
/// `over`. What it wrote over is made by it only if it had made it, and nobody changed it in between.
async fn note(
    connection: &mut AnyConnection,
    import: ImportInto<'_>,
    card: i64,
    over: Option<i64>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO imported_cards (account_id, act, card_id, revision, imported_at, made) \
         SELECT account_id, $1, id, revision, $2, $5 FROM cards WHERE account_id = $3 AND id = $4 \
         ON CONFLICT (account_id, act, card_id) DO UPDATE SET revision = excluded.revision, \
         made = CASE WHEN imported_cards.revision = $6 THEN imported_cards.made ELSE excluded.made END",
    )
    .bind(import.act)
    .bind(import.now)
    .bind(import.account.0)
    .bind(card)
    .bind(i64::from(over.is_none()))
    .bind(over.unwrap_or(-1))
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::super::super::remote_books::NewRemoteBook;
    use super::super::super::super::tests::stores;
    use super::super::super::remote::RemoteCardRow;
    use super::super::super::{CardRow, Listed};
    use super::*;

    #[tokio::test]
    async fn what_an_import_changed_is_never_taken_for_what_it_made() {
        for store in stores("test_imported_there").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let new = NewRemoteBook {
                url: "https://x.example/",
                name: "x",
                login: "p",
                password: None,
                is_read_only: false,
            };
            let number = store.add_remote_book(account, &new).await.unwrap().unwrap();
            let book = format!("r{number}");
            let listed = Listed::default();
            let put = async |uid: &str, content: &str| {
                let card = CardRow { book: &book, uid, content, name: "", addresses: &[], listed: &listed };
                let row = RemoteCardRow { card, book: number, href: uid, etag: content, categories: "" };
                store.put_remote_cards(account, &[row], &HashSet::new(), 11).await.unwrap()[0]
            };
            let import = ImportInto { account, book: &book, act: "a", now: 12 };
            let change = async |uid: &str, content: &str| {
                let card = store.card_of_uid(account, &book, uid).await.unwrap().unwrap();
                let before = store.card(account, card).await.unwrap().unwrap();
                put(uid, content).await;
                store.note_imported_change(import, &before, &[]).await.unwrap();
            };
            let made = async || -> Vec<(i64, bool)> {
                let found = store.imported_remote_cards(account, "a").await.unwrap();
                found.into_iter().map(|it| (it.card, it.is_made)).collect()
            };
            let before = async |card| store.before_import(account, "a", card).await.unwrap();
            let (old, new) = (put("old", "o1").await, put("new", "n1").await);
            store.note_imported_card(import, new).await.unwrap();
            change("old", "o2").await;
            change("new", "n2").await;
            assert_eq!(made().await, [(old, false), (new, true)]);
            assert_eq!(before(old).await.unwrap().content, "o1");
            assert_eq!(before(new).await, None);
            // Somebody changes both, and the import is taken back: they stay.
            put("old", "own").await;
            put("new", "own").await;
            assert_eq!(made().await, []);
            store.forget_changed_imports(account, "a").await.unwrap();
            assert_eq!(store.imported_cards(account, "a").await.unwrap(), 0);
            for card in [old, new] {
                if let Some(kept) = before(card).await {
                    store.forget_removed_card(account, kept.id).await.unwrap();
                }
            }
            // The same import once more, and what was before is forgotten in the middle of taking it back.
            change("old", "o3").await;
            change("new", "n3").await;
            assert_eq!(before(new).await.unwrap().content, "own");
            sqlx::query("DELETE FROM removed_cards").execute(&store.pool).await.unwrap();
            assert_eq!(made().await, [(old, false), (new, false)]);
            // Changed in between without being taken back, it is the person's as well.
            store.forget_imported_card(account, "a", new).await.unwrap();
            store.note_imported_card(import, new).await.unwrap();
            put("new", "own again").await;
            change("new", "n4").await;
            assert_eq!(made().await, [(old, false), (new, false)]);
            assert_eq!(before(new).await.unwrap().content, "own again");
        }
    }
}
