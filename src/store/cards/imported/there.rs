//! What imports did to cards on servers, one by one.

use sqlx::Row as _;

use super::super::super::{AccountId, Error, Store};
use super::super::KeptCard;
use super::super::removed::{self, RemovedCard};
use super::ImportInto;

/// A card on a server that is as an act left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCard {
    /// Its number.
    pub card: i64,
    /// How often it was written by then.
    pub revision: i64,
    /// Whether the act made it; else it wrote over one that was there.
    pub is_made: bool,
    /// What the act was writing when its server was heard of last, by the caller's mark: it may be there or not.
    pub writing: Option<String>,
}

/// What an import is about to write over a card on a server.
#[derive(Clone, Copy, Debug)]
pub struct Overwriting<'a> {
    /// The card as it is.
    pub before: &'a KeptCard,
    /// The groups that it is in.
    pub groups: &'a [i64],
    /// The caller's mark of what it says.
    pub says: &'a str,
    /// The caller's mark of what it is to say.
    pub writing: &'a str,
}

/// What was known of a card before an import was about to write over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeWriting {
    card: i64,
    /// The number of what is kept of it for the import; `None` where that was kept already.
    kept: Option<i64>,
    /// What the import had done to it before: the revision that it left, whether it made it, what it was writing.
    imported: Option<(i64, i64, Option<String>)>,
}

impl Store {
    /// Notes that an import made a card on a server, as it is now.
    pub async fn note_imported_card(&self, import: ImportInto<'_>, card: i64) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO imported_cards (account_id, act, card_id, revision, imported_at, made) \
             SELECT account_id, $1, id, revision, $2, 1 FROM cards WHERE account_id = $3 AND id = $4 \
             ON CONFLICT (account_id, act, card_id) DO UPDATE SET revision = excluded.revision, made = 1, \
             writing = NULL",
        )
        .bind(import.act)
        .bind(import.now)
        .bind(import.account.0)
        .bind(card)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes that an import is about to write over a card on a server, and keeps what it is and the groups that it is
    /// in, unless that is as the import left it already.
    pub async fn note_writing(
        &self,
        import: ImportInto<'_>,
        over: Overwriting<'_>,
    ) -> Result<BeforeWriting, Error> {
        let ImportInto { account, act, now, .. } = import;
        let Overwriting { before, groups, says, writing } = over;
        let groups: Vec<String> = groups.iter().map(i64::to_string).collect();
        let mut transaction = self.pool.begin().await?;
        // What it was writing when nobody heard the answer, is there.
        sqlx::query(
            "UPDATE imported_cards SET revision = $1, writing = NULL \
             WHERE account_id = $2 AND act = $3 AND card_id = $4 AND writing = $5",
        )
        .bind(before.revision)
        .bind(account.0)
        .bind(act)
        .bind(before.id)
        .bind(says)
        .execute(&mut *transaction)
        .await?;
        let imported: Option<(i64, i64, Option<String>)> = sqlx::query_as(
            "SELECT revision, made, writing FROM imported_cards \
             WHERE account_id = $1 AND act = $2 AND card_id = $3",
        )
        .bind(account.0)
        .bind(act)
        .bind(before.id)
        .fetch_optional(&mut *transaction)
        .await?;
        let is_ours = imported.as_ref().is_some_and(|it| it.0 == before.revision);
        let mut kept = None;
        if !is_ours {
            // It is found by the UID that it has now; of what was kept of it before, what its person wrote since counts.
            let row = sqlx::query(
                "INSERT INTO removed_cards (account_id, act, book, uid, content, in_groups, removed_at) \
                 SELECT account_id, $1, book, uid, $2, $3, $4 FROM cards WHERE account_id = $5 AND id = $6 \
                 RETURNING id",
            )
            .bind(act)
            .bind(&*before.content)
            .bind(groups.join(","))
            .bind(now)
            .bind(account.0)
            .bind(before.id)
            .fetch_optional(&mut *transaction)
            .await?;
            kept = row.map(|it| it.try_get("id")).transpose()?;
        }
        sqlx::query(
            "INSERT INTO imported_cards (account_id, act, card_id, revision, imported_at, made, writing) \
             VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT (account_id, act, card_id) DO UPDATE SET \
             revision = excluded.revision, writing = excluded.writing, \
             made = CASE WHEN imported_cards.revision = excluded.revision THEN imported_cards.made ELSE 0 END",
        )
        .bind(account.0)
        .bind(act)
        .bind(before.id)
        .bind(before.revision)
        .bind(now)
        .bind(writing)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(BeforeWriting { card: before.id, kept, imported })
    }

    /// Notes that the server took it: the card is now as the import left it.
    pub async fn note_written(&self, import: ImportInto<'_>, written: &BeforeWriting) -> Result<(), Error> {
        sqlx::query(
            "UPDATE imported_cards SET writing = NULL, revision = \
             (SELECT c.revision FROM cards c WHERE c.id = imported_cards.card_id) \
             WHERE account_id = $1 AND act = $2 AND card_id = $3",
        )
        .bind(import.account.0)
        .bind(import.act)
        .bind(written.card)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes that the server did not take it: what was known before counts.
    pub async fn note_not_written(&self, import: ImportInto<'_>, before: BeforeWriting) -> Result<(), Error> {
        let ImportInto { account, act, .. } = import;
        let mut transaction = self.pool.begin().await?;
        match before.imported {
            Some((revision, made, writing)) => {
                sqlx::query(
                    "UPDATE imported_cards SET revision = $1, made = $2, writing = $3 \
                     WHERE account_id = $4 AND act = $5 AND card_id = $6",
                )
                .bind(revision)
                .bind(made)
                .bind(writing)
                .bind(account.0)
                .bind(act)
                .bind(before.card)
                .execute(&mut *transaction)
                .await?;
            }
            None => {
                sqlx::query("DELETE FROM imported_cards WHERE account_id = $1 AND act = $2 AND card_id = $3")
                    .bind(account.0)
                    .bind(act)
                    .bind(before.card)
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        if let Some(kept) = before.kept {
            sqlx::query("DELETE FROM removed_cards WHERE account_id = $1 AND id = $2")
                .bind(account.0)
                .bind(kept)
                .execute(&mut *transaction)
                .await?;
        }
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

    /// The cards on servers that an act imported and that are as it left them, or may be.
    pub async fn imported_remote_cards(
        &self,
        account: AccountId,
        act: &str,
    ) -> Result<Vec<ImportedCard>, Error> {
        let rows = sqlx::query(
            "SELECT i.card_id, i.revision, i.made, i.writing FROM imported_cards i \
             JOIN cards c ON c.id = i.card_id AND (c.revision = i.revision OR i.writing IS NOT NULL) \
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
                writing: it.try_get("writing")?,
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
            "DELETE FROM imported_cards WHERE account_id = $1 AND act = $2 AND writing IS NULL \
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::super::super::remote_books::NewRemoteBook;
    use super::super::super::super::tests::stores;
    use super::super::super::remote::RemoteCardRow;
    use super::super::super::{CardRow, Listed};
    use super::*;

    #[tokio::test]
    async fn what_may_have_been_written_is_told_with_what_was_before() {
        for store in stores("test_importing_there").await {
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
            let put = async |content: &str| {
                let card =
                    CardRow { book: &book, uid: "1", content, name: "", addresses: &[], listed: &listed };
                let row = RemoteCardRow { card, book: number, href: "1", etag: content, categories: "" };
                let id = store.put_remote_cards(account, &[row], &HashSet::new(), 11).await.unwrap()[0];
                store.card(account, id).await.unwrap().unwrap()
            };
            let import = ImportInto { account, book: &book, act: "a", now: 12 };
            let note = async |before: &KeptCard, writing: &str| {
                let over = Overwriting { before, groups: &[7], says: &before.content, writing };
                store.note_writing(import, over).await.unwrap()
            };
            let known = async || {
                let found = store.imported_remote_cards(account, "a").await.unwrap();
                let before = store.removed_cards(account, "a", 0, 9).await.unwrap();
                let before: Vec<String> = before.into_iter().map(|it| it.content).collect();
                (found.into_iter().map(|it| it.writing).collect::<Vec<_>>(), before)
            };
            let strings = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
            let old = put("old").await;
            // Refused: nothing is known of it.
            let noted = note(&old, "new").await;
            assert_eq!(known().await, (vec![Some("new".to_owned())], strings(&["old"])));
            store.note_not_written(import, noted).await.unwrap();
            assert_eq!(known().await, (Vec::new(), Vec::new()));
            // The answer is lost, and the copy is read again: what the import wrote is no person's.
            note(&old, "new").await;
            let new = put("new").await;
            assert_eq!(known().await, (vec![Some("new".to_owned())], strings(&["old"])));
            let noted = note(&new, "newer").await;
            assert_eq!(known().await, (vec![Some("newer".to_owned())], strings(&["old"])));
            store.note_not_written(import, noted).await.unwrap();
            assert_eq!(known().await, (vec![None], strings(&["old"])));
        }
    }

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
                let before = &store.card(account, card).await.unwrap().unwrap();
                let over = Overwriting { before, groups: &[], says: &before.content, writing: content };
                let noted = store.note_writing(import, over).await.unwrap();
                put(uid, content).await;
                store.note_written(import, &noted).await.unwrap();
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
