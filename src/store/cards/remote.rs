//! Cards of books on servers: where each lies there, and as which one it was read.

use std::collections::{HashMap, HashSet};

use sqlx::{AnyConnection, Row as _};

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

    /// Keeps cards of a book, all or none, each in the place of the one that lay at its path; gives their numbers.
    /// One of a UID that lay at a path of these `gone` ones has moved, and one of a UID that lies elsewhere is known
    /// by its path.
    pub async fn put_remote_cards(
        &self,
        account: AccountId,
        cards: &[RemoteCardRow<'_>],
        gone: &HashSet<String>,
        now: i64,
    ) -> Result<Vec<i64>, Error> {
        let Some(book) = cards.first().map(|it| it.book) else { return Ok(Vec::new()) };
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, book).await?;
        let mut ids = Vec::with_capacity(cards.len());
        for card in cards {
            let uid = uid(&mut transaction, account, card, gone).await?;
            let row = CardRow { uid: &uid, ..card.card };
            let id = put_card(&mut transaction, account, &row, now).await?;
            sqlx::query("DELETE FROM remote_groups WHERE book_id = $1 AND href = $2")
                .bind(card.book)
                .bind(card.href)
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

    /// How many octets the cards of all such books of a person take, with those that are groups.
    pub async fn remote_octets(&self, account: AccountId) -> Result<u64, Error> {
        let row = sqlx::query(
            "SELECT CAST(COALESCE((SELECT SUM(OCTET_LENGTH(c.content)) FROM cards c \
             JOIN remote_cards r ON r.card_id = c.id WHERE c.account_id = $1), 0) \
             + COALESCE((SELECT SUM(OCTET_LENGTH(g.content)) FROM remote_groups g \
             JOIN remote_books b ON b.id = g.book_id WHERE b.account_id = $1), 0) AS BIGINT) AS octets",
        )
        .bind(account.0)
        .fetch_one(&self.pool)
        .await?;
        Ok(u64::try_from(row.try_get::<i64, _>("octets")?).unwrap_or(0))
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

    /// Keeps a group of a book, in the place of the card that lay at its path.
    pub async fn put_remote_group(&self, book: i64, group: &RemoteGroupRow) -> Result<(), Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "DELETE FROM cards WHERE id IN (SELECT card_id FROM remote_cards WHERE book_id = $1 AND href = $2)",
        )
        .bind(book)
        .bind(&group.href)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "INSERT INTO remote_groups (book_id, href, etag, content) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (book_id, href) DO UPDATE SET etag = excluded.etag, content = excluded.content",
        )
        .bind(book)
        .bind(&group.href)
        .bind(&group.etag)
        .bind(&group.content)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
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
        hold(&mut transaction, book).await?;
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

/// Begins a transaction with a write: one that has read first may not write in SQLite once another one did.
async fn hold(connection: &mut AnyConnection, book: i64) -> Result<(), Error> {
    sqlx::query("UPDATE remote_books SET asked_at = asked_at WHERE id = $1")
        .bind(book)
        .execute(connection)
        .await?;
    Ok(())
}

/// The UID that a card is kept under: its own, unless another card of the book has it. The row that lies at the
/// path takes it, so that it stays the same card, with its number, when its UID becomes another one.
async fn uid(
    connection: &mut AnyConnection,
    account: AccountId,
    card: &RemoteCardRow<'_>,
    gone: &HashSet<String>,
) -> Result<String, Error> {
    let wanted = card.card.uid;
    let there = sqlx::query(
        "SELECT c.id, c.uid FROM remote_cards r JOIN cards c ON c.id = r.card_id \
         WHERE r.book_id = $1 AND r.href = $2",
    )
    .bind(card.book)
    .bind(card.href)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(there) = there {
        let (id, uid): (i64, String) = (there.try_get("id")?, there.try_get("uid")?);
        if uid == wanted {
            return Ok(uid);
        }
        let renamed = sqlx::query(
            "UPDATE cards SET uid = $1 WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM cards o \
             WHERE o.account_id = $3 AND o.book = $4 AND o.uid = $1)",
        )
        .bind(wanted)
        .bind(id)
        .bind(account.0)
        .bind(card.card.book)
        .execute(&mut *connection)
        .await?;
        return Ok(if renamed.rows_affected() > 0 { wanted.to_owned() } else { uid });
    }
    let other = sqlx::query(
        "SELECT r.href FROM remote_cards r JOIN cards c ON c.id = r.card_id \
         WHERE r.book_id = $1 AND c.account_id = $2 AND c.uid = $3",
    )
    .bind(card.book)
    .bind(account.0)
    .bind(wanted)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(match other {
        Some(other) if !gone.contains(&other.try_get::<String, _>("href")?) => card.href.to_owned(),
        _ => wanted.to_owned(),
    })
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

    async fn count(store: &Store, book: &str) -> i64 {
        let row = sqlx::query("SELECT COUNT(*) AS cards FROM cards WHERE book = $1").bind(book);
        row.fetch_one(&store.pool).await.unwrap().try_get("cards").unwrap()
    }

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
            let none = HashSet::new();
            let rows = [row("1", "/1", "e1"), row("2", "/2", "e2")];
            let ids = store.put_remote_cards(pierre, &rows, &none, 11).await.unwrap();
            // One has another UID now, which is the same card; and one changed.
            let rows = [row("3", "/1", "e3"), row("2", "/2", "e4")];
            assert_eq!(store.put_remote_cards(pierre, &rows, &none, 12).await.unwrap(), ids);
            let said = async || {
                let places = store.remote_places(book).await.unwrap();
                places.into_iter().map(|it| (it.uid, it.href, it.etag)).collect::<Vec<_>>()
            };
            let place = |uid: &str, href: &str, etag: &str| (uid.into(), href.into(), etag.into());
            assert_eq!(said().await, [place("3", "/1", "e3"), place("2", "/2", "e4")]);
            // Two of one UID stay two, in whatever order they are read again.
            let rows = [row("2", "/1", "e5"), row("2", "/4", "e6"), row("2", "/2", "e7")];
            let again = store.put_remote_cards(pierre, &rows, &none, 12).await.unwrap();
            assert_eq!((again[0], again[2]), (ids[0], ids[1]));
            let three = [place("3", "/1", "e5"), place("2", "/2", "e7"), place("/4", "/4", "e6")];
            assert_eq!(said().await, three);
            // What has moved is the same card.
            let moved = HashSet::from(["/1".to_owned()]);
            let again = store.put_remote_cards(pierre, &[row("3", "/5", "e3")], &moved, 12).await.unwrap();
            assert_eq!(again, [ids[0]]);
            let all = count(&store, &name).await;
            assert_eq!(all, 3, "none is left in the book that lies nowhere");
            assert_eq!(store.remote_octets(pierre).await.unwrap(), 3);
            let places = store.remote_places(book).await.unwrap();
            let places: Vec<_> = [1, 0].map(|it| places[it].clone()).into();
            assert_eq!(places[0].categories, "a\nb");
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
            // What becomes a group is no card any more.
            let card = RemoteGroupRow { href: "/4".into(), etag: "1".into(), content: "x".into() };
            store.put_remote_group(book, &card).await.unwrap();
            assert_eq!(store.remote_places(book).await.unwrap().len(), 2);
            assert_eq!(count(&store, &name).await, 2);
            store.forget_remote_group(book, "/4").await.unwrap();
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
