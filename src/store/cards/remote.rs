//! Cards of books on servers: where each lies there, and as which one it was read.

use std::collections::{HashMap, HashSet};

use sqlx::Row as _;

use super::super::{AccountId, Error, Store};
use super::{CardRow, groups, put_card};

/// A card of such a book, to be kept.
#[derive(Clone, Copy, Debug)]
pub struct RemoteCardRow<'a> {
    /// The card.
    pub card: CardRow<'a>,
    /// The number of its book.
    pub book: i64,
    /// Its path on the server.
    pub href: &'a str,
    /// Its entity tag there.
    pub etag: &'a str,
    /// The names of the groups that it says it is in, a line each.
    pub categories: &'a str,
}

/// Where a card that is kept lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemotePlace {
    /// The number of the card.
    pub card: i64,
    /// The number of its book.
    pub book: i64,
    /// Its UID here.
    pub uid: String,
    /// Its path on the server.
    pub href: String,
    /// Its entity tag there.
    pub etag: String,
    /// The names of the groups that it says it is in, a line each.
    pub categories: String,
}

/// A card of such a book that is a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteGroupRow {
    /// Its path on the server.
    pub href: String,
    /// Its entity tag there.
    pub etag: String,
    /// The vCard.
    pub content: String,
}

impl Store {
    /// Where the cards of a book lie.
    pub async fn remote_places(&self, book: i64) -> Result<Vec<RemotePlace>, Error> {
        let rows = sqlx::query(
            "SELECT r.card_id, r.book_id, c.uid, r.href, r.etag, r.categories FROM remote_cards r \
             JOIN cards c ON c.id = r.card_id WHERE r.book_id = $1 ORDER BY r.card_id",
        )
        .bind(book)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(place).collect()
    }

    /// Where a card of a person lies; `None` when it is on no server.
    pub async fn remote_place(&self, account: AccountId, card: i64) -> Result<Option<RemotePlace>, Error> {
        let row = sqlx::query(
            "SELECT r.card_id, r.book_id, c.uid, r.href, r.etag, r.categories FROM remote_cards r \
             JOIN cards c ON c.id = r.card_id WHERE c.account_id = $1 AND c.id = $2",
        )
        .bind(account.0)
        .bind(card)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(place).transpose()
    }

    /// The cards of a group that lie on servers.
    pub async fn remote_cards_of_group(&self, account: AccountId, group: i64) -> Result<Vec<i64>, Error> {
        let rows = sqlx::query(
            "SELECT g.card_id FROM group_cards g JOIN card_groups o ON o.id = g.group_id \
             JOIN remote_cards r ON r.card_id = g.card_id \
             WHERE o.account_id = $1 AND o.id = $2 ORDER BY g.card_id",
        )
        .bind(account.0)
        .bind(group)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|it| Ok(it.try_get("card_id")?)).collect()
    }

    /// Keeps cards, all or none, each in the place of one of the same UID; gives their numbers.
    pub async fn put_remote_cards(
        &self,
        account: AccountId,
        cards: &[RemoteCardRow<'_>],
        now: i64,
    ) -> Result<Vec<i64>, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut ids = Vec::with_capacity(cards.len());
        for card in cards {
            let id = put_card(&mut transaction, account, &card.card, now).await?;
            // Where another card lay, it lies no more.
            sqlx::query("DELETE FROM remote_cards WHERE book_id = $1 AND href = $2 AND card_id <> $3")
                .bind(card.book)
                .bind(card.href)
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "INSERT INTO remote_cards (card_id, book_id, href, etag, categories) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (card_id) DO UPDATE SET book_id = excluded.book_id, href = excluded.href, \
                 etag = excluded.etag, categories = excluded.categories",
            )
            .bind(id)
            .bind(card.book)
            .bind(card.href)
            .bind(card.etag)
            .bind(card.categories)
            .execute(&mut *transaction)
            .await?;
            ids.push(id);
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Forgets cards that are not on the server any more.
    pub async fn forget_remote_cards(&self, account: AccountId, cards: &[i64]) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        for card in cards {
            sqlx::query(
                "DELETE FROM cards WHERE account_id = $1 AND id = $2 \
                 AND EXISTS (SELECT 1 FROM remote_cards r WHERE r.card_id = cards.id)",
            )
            .bind(account.0)
            .bind(card)
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The groups that are cards of a book.
    pub async fn remote_groups(&self, book: i64) -> Result<Vec<RemoteGroupRow>, Error> {
        let rows =
            sqlx::query("SELECT href, etag, content FROM remote_groups WHERE book_id = $1 ORDER BY href")
                .bind(book)
                .fetch_all(&self.pool)
                .await?;
        let group = |row: &sqlx::any::AnyRow| {
            Ok(RemoteGroupRow {
                href: row.try_get("href")?,
                etag: row.try_get("etag")?,
                content: row.try_get("content")?,
            })
        };
        rows.iter().map(group).collect()
    }

    /// Keeps a group of a book.
    pub async fn put_remote_group(&self, book: i64, group: &RemoteGroupRow) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO remote_groups (book_id, href, etag, content) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (book_id, href) DO UPDATE SET etag = excluded.etag, content = excluded.content",
        )
        .bind(book)
        .bind(&group.href)
        .bind(&group.etag)
        .bind(&group.content)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Forgets a group that is not on the server any more.
    pub async fn forget_remote_group(&self, book: i64, href: &str) -> Result<(), Error> {
        sqlx::query("DELETE FROM remote_groups WHERE book_id = $1 AND href = $2")
            .bind(book)
            .bind(href)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Makes the cards of a book be in these groups and in no other ones.
    pub async fn settle_remote_groups(
        &self,
        account: AccountId,
        book: i64,
        wanted: &HashMap<i64, HashSet<i64>>,
    ) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        let rows = sqlx::query(
            "SELECT g.group_id, g.card_id FROM group_cards g JOIN remote_cards r ON r.card_id = g.card_id \
             WHERE r.book_id = $1",
        )
        .bind(book)
        .fetch_all(&mut *transaction)
        .await?;
        let mut there = HashSet::new();
        for row in rows {
            there.insert((row.try_get::<i64, _>("group_id")?, row.try_get::<i64, _>("card_id")?));
        }
        for (group, card) in &there {
            if !wanted.get(card).is_some_and(|it| it.contains(group)) {
                sqlx::query("DELETE FROM group_cards WHERE group_id = $1 AND card_id = $2")
                    .bind(group)
                    .bind(card)
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        for (card, wanted) in wanted {
            for group in wanted.iter().filter(|it| !there.contains(&(**it, *card))) {
                groups::join(&mut transaction, account, *group, *card).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}

fn place(row: &sqlx::any::AnyRow) -> Result<RemotePlace, Error> {
    Ok(RemotePlace {
        card: row.try_get("card_id")?,
        book: row.try_get("book_id")?,
        uid: row.try_get("uid")?,
        href: row.try_get("href")?,
        etag: row.try_get("etag")?,
        categories: row.try_get("categories")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::remote_books::NewRemoteBook;
    use super::super::super::tests::stores;
    use super::super::Listed;
    use super::*;

    #[tokio::test]
    async fn cards_of_a_server_are_kept_with_where_they_lie() {
        for store in stores("test_remote_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let new = NewRemoteBook {
                url: "https://dav.example/own/",
                name: "Club",
                login: "pierre",
                password: None,
                is_read_only: false,
            };
            let book = store.add_remote_book(pierre, &new).await.unwrap().unwrap();
            let name = format!("r{book}");
            let listed = Listed::default();
            let row = |uid, href, etag| RemoteCardRow {
                card: CardRow { book: &name, uid, content: "x", name: "", addresses: &[], listed: &listed },
                book,
                href,
                etag,
                categories: "a\nb",
            };
            let ids = store.put_remote_cards(pierre, &[row("1", "/1", "e1"), row("2", "/2", "e2")], 11).await;
            let ids = ids.unwrap();
            // Another card lies there now; and one changed.
            store.put_remote_cards(pierre, &[row("3", "/1", "e3"), row("2", "/2", "e4")], 12).await.unwrap();
            let places = store.remote_places(book).await.unwrap();
            let said: Vec<_> = places.iter().map(|it| (&*it.uid, &*it.href, &*it.etag)).collect();
            assert_eq!(said, [("2", "/2", "e4"), ("3", "/1", "e3")]);
            assert_eq!(places[0].categories, "a\nb");
            assert_eq!(store.remote_place(pierre, ids[0]).await.unwrap(), None);
            // Groups follow what the cards say, and those of other cards stay as they are.
            let group = store.make_group(pierre, "A", "a").await.unwrap();
            let own = CardRow { book: "personal", ..row("9", "/9", "").card };
            let own = store.put_cards(pierre, &[own], 13).await.unwrap();
            store.join_group(pierre, group, &[own[0], ids[1]]).await.unwrap();
            let wanted = HashMap::from([(places[1].card, HashSet::from([group]))]);
            store.settle_remote_groups(pierre, book, &wanted).await.unwrap();
            assert!(store.groups_of(pierre, ids[1]).await.unwrap().is_empty());
            assert_eq!(store.groups_of(pierre, places[1].card).await.unwrap(), [group]);
            assert_eq!(store.groups_of(pierre, own[0]).await.unwrap(), [group]);
            let there = store.remote_cards_of_group(pierre, group).await.unwrap();
            assert_eq!(there, [places[1].card]);
            let card = RemoteGroupRow { href: "/g".into(), etag: "1".into(), content: "x".into() };
            store.put_remote_group(book, &card).await.unwrap();
            store.put_remote_group(book, &RemoteGroupRow { etag: "2".into(), ..card }).await.unwrap();
            assert_eq!(store.remote_groups(book).await.unwrap()[0].etag, "2");
            store.forget_remote_group(book, "/g").await.unwrap();
            assert_eq!(store.remote_groups(book).await.unwrap(), []);
            store.forget_remote_cards(pierre, &[ids[1], own[0]]).await.unwrap();
            assert_eq!(store.card(pierre, ids[1]).await.unwrap(), None);
            assert!(store.card(pierre, own[0]).await.unwrap().is_some(), "that one is on no server");
            store.remove_remote_book(pierre, book).await.unwrap();
            assert_eq!(store.card(pierre, places[1].card).await.unwrap(), None);
        }
    }
}
