//! Cards of a person's own address books.

use std::collections::BTreeSet;

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::remote_books::REMOTE;
use super::{AccountId, Error, Store};

pub mod acts;
pub mod directory;
pub mod files;
pub mod groups;
pub mod imported;
pub mod listing;
pub mod remote;
pub mod removed;

/// The book that everybody has.
pub const PERSONAL: &str = "personal";

/// The book of those whom a person wrote to without having a card of them.
pub const COLLECTED: &str = "collected";

/// The account of the company directory, whose cards everybody reads. Nobody can sign in to it.
pub const DIRECTORY: AccountId = AccountId(0);

/// The one book of [`DIRECTORY`].
pub const DIRECTORY_BOOK: &str = "directory";

/// The most values that one query asks for.
const VALUES_AT_ONCE: usize = 200;

/// A card to be kept.
#[derive(Clone, Copy, Debug)]
pub struct CardRow<'a> {
    /// The book: [`PERSONAL`] or one that the person made.
    pub book: &'a str,
    /// Its UID (RFC 6350, section 6.7.6), one card each in a book.
    pub uid: &'a str,
    /// The whole vCard.
    pub content: &'a str,
    /// What it is called; may be empty.
    pub name: &'a str,
    /// Its addresses, by which it is found.
    pub addresses: &'a [CardAddress],
    /// What lists need of it.
    pub listed: &'a Listed,
}

/// What a list shows of a card, and is ordered and searched by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// What stands beside its name.
    pub detail: String,
    /// The address that is shown.
    pub address: String,
    /// By which it is ordered by the name of the family; never empty.
    pub surname_key: String,
    /// By which it is ordered by the name as it is shown; never empty.
    pub name_key: String,
    /// What it is found by: folded words, a blank before each.
    pub words: String,
}

/// A card that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCard {
    /// Its number here.
    pub id: i64,
    /// The book that it is in.
    pub book: String,
    /// Its UID.
    pub uid: String,
    /// The whole vCard.
    pub content: String,
    /// How often it was written: who changes it says which one they saw.
    pub revision: i64,
}

/// An address of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardAddress {
    /// As it is shown.
    pub shown: String,
    /// What it is found by while somebody types: folded words, a blank before each.
    pub words: String,
}

impl Store {
    /// Adds cards, all or none, and gives their numbers; one with a UID that the book has takes the other's
    /// place.
    pub async fn put_cards(
        &self,
        account: AccountId,
        cards: &[CardRow<'_>],
        now: i64,
    ) -> Result<Vec<i64>, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut ids = Vec::with_capacity(cards.len());
        for card in cards {
            ids.push(put_card(&mut transaction, account, card, now).await?);
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Writes a card anew, in the book where it is; whether it was still the one that was seen. One that was
    /// collected comes into the book that everybody has: somebody means to keep it.
    pub async fn change_card(
        &self,
        account: AccountId,
        seen: &KeptCard,
        card: &CardRow<'_>,
        now: i64,
    ) -> Result<bool, Error> {
        let mut transaction = self.pool.begin().await?;
        let taken = sqlx::query(
            "UPDATE cards SET changed_at = $1 WHERE account_id = $2 AND id = $3 AND revision = $4",
        )
        .bind(now)
        .bind(account.0)
        .bind(seen.id)
        .bind(seen.revision)
        .execute(&mut *transaction)
        .await?;
        if taken.rows_affected() == 0 {
            return Ok(false);
        }
        let settled = settle(&mut transaction, account, seen).await?;
        let book = if settled { PERSONAL } else { &seen.book };
        put_card(&mut transaction, account, &CardRow { book, uid: &seen.uid, ..*card }, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// A card of any book.
    pub async fn card(&self, account: AccountId, id: i64) -> Result<Option<KeptCard>, Error> {
        let row = sqlx::query(
            "SELECT id, book, uid, content, revision FROM cards WHERE account_id = $1 AND id = $2",
        )
        .bind(account.0)
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(kept).transpose()
    }

    /// Whether a card of any book has this address.
    pub async fn knows_address(&self, account: AccountId, address: &str) -> Result<bool, Error> {
        let row = sqlx::query(
            "SELECT 1 AS found FROM card_addresses WHERE account_id = $1 AND address = $2 LIMIT 1",
        )
        .bind(account.0)
        .bind(address.to_lowercase())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.is_some())
    }

    /// What the cards of books here that the person made can be known again by: each card with its addresses and
    /// its name.
    pub async fn card_marks(&self, account: AccountId) -> Result<Vec<(i64, String)>, Error> {
        let rows = sqlx::query(
            "SELECT c.id, a.address AS mark FROM cards c JOIN card_addresses a ON a.card_id = c.id \
             WHERE c.account_id = $1 AND c.book <> 'collected' AND c.book NOT LIKE 'r%' UNION ALL \
             SELECT id, name AS mark FROM cards WHERE account_id = $1 AND book <> 'collected' \
             AND book NOT LIKE 'r%' AND name <> '' ORDER BY 1",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|it| Ok((it.try_get("id")?, it.try_get("mark")?))).collect()
    }

    /// Of these addresses, in any case, those that a card has which the person made; in lower case.
    pub async fn known_addresses(
        &self,
        account: AccountId,
        addresses: &[String],
    ) -> Result<BTreeSet<String>, Error> {
        let lower: Vec<String> = addresses.iter().map(|it| it.to_lowercase()).collect();
        let sql = "SELECT DISTINCT address AS found FROM card_addresses WHERE account_id = $1 \
                   AND EXISTS (SELECT 1 FROM cards c WHERE c.id = card_id AND c.book <> 'collected') \
                   AND address IN ";
        self.found_among(account, sql, &lower).await
    }

    /// Notes that a person was shown the card that they made: it is not as new as one of which nobody heard, which is
    /// the first revision.
    pub async fn note_shown(&self, account: AccountId, card: i64) -> Result<(), Error> {
        sqlx::query("UPDATE cards SET revision = 2 WHERE account_id = $1 AND id = $2 AND revision = 1")
            .bind(account.0)
            .bind(card)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The number of the card of this UID in a book.
    pub async fn card_of_uid(&self, account: AccountId, book: &str, uid: &str) -> Result<Option<i64>, Error> {
        let row = sqlx::query("SELECT id FROM cards WHERE account_id = $1 AND book = $2 AND uid = $3")
            .bind(account.0)
            .bind(book)
            .bind(uid)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|it| it.try_get("id")).transpose()?)
    }

    /// Of these UIDs, those of cards in any book.
    pub async fn known_uids(&self, account: AccountId, uids: &[String]) -> Result<BTreeSet<String>, Error> {
        let sql = "SELECT DISTINCT uid AS found FROM cards WHERE account_id = $1 AND uid IN ";
        self.found_among(account, sql, uids).await
    }

    /// What the query finds; `sql` ends where the list of values stands.
    async fn found_among(
        &self,
        account: AccountId,
        sql: &'static str,
        values: &[String],
    ) -> Result<BTreeSet<String>, Error> {
        let mut found = BTreeSet::new();
        for values in values.chunks(VALUES_AT_ONCE) {
            let places: Vec<String> = (2..values.len() + 2).map(|it| format!("${it}")).collect();
            // Of values there are only the places in it.
            let sql = AssertSqlSafe(format!("{sql}({})", places.join(", ")));
            let mut query = sqlx::query(sql).bind(account.0);
            for value in values {
                query = query.bind(value.as_str());
            }
            for row in query.fetch_all(&self.pool).await? {
                found.insert(row.try_get("found")?);
            }
        }
        Ok(found)
    }
}

/// Puts a card that was collected into the book that everybody has, where none of the same UID is; whether it is
/// there now.
async fn settle(connection: &mut AnyConnection, account: AccountId, card: &KeptCard) -> Result<bool, Error> {
    let done = sqlx::query(
        "UPDATE cards SET book = $1 WHERE account_id = $2 AND id = $3 AND book = $4 AND NOT EXISTS \
         (SELECT 1 FROM cards o WHERE o.account_id = $2 AND o.book = $1 AND o.uid = cards.uid)",
    )
    .bind(PERSONAL)
    .bind(account.0)
    .bind(card.id)
    .bind(COLLECTED)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes a card with all that stands beside it, and gives its number.
async fn put_card(
    connection: &mut AnyConnection,
    account: AccountId,
    card: &CardRow<'_>,
    now: i64,
) -> Result<i64, Error> {
    let (id, _) = put_row(connection, account, card, now).await?;
    sqlx::query("DELETE FROM card_addresses WHERE card_id = $1").bind(id).execute(&mut *connection).await?;
    for address in card.addresses {
        put_address(connection, account, card, id, address).await?;
    }
    Ok(id)
}

/// Writes the row of a card; its number, and how often it was written.
async fn put_row(
    connection: &mut AnyConnection,
    account: AccountId,
    card: &CardRow<'_>,
    now: i64,
) -> Result<(i64, i64), Error> {
    let row: (i64, i64) = sqlx::query_as(
        "INSERT INTO cards (account_id, book, uid, content, changed_at, name, detail, address, surname_key, \
         name_key, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (account_id, book, uid) DO UPDATE SET content = excluded.content, \
         changed_at = excluded.changed_at, name = excluded.name, detail = excluded.detail, \
         address = excluded.address, surname_key = excluded.surname_key, name_key = excluded.name_key, \
         words = excluded.words, revision = cards.revision + 1 RETURNING id, revision",
    )
    .bind(account.0)
    .bind(card.book)
    .bind(card.uid)
    .bind(card.content)
    .bind(now)
    .bind(card.name)
    .bind(&*card.listed.detail)
    .bind(&*card.listed.address)
    .bind(&*card.listed.surname_key)
    .bind(&*card.listed.name_key)
    .bind(&*card.listed.words)
    .fetch_one(connection)
    .await?;
    Ok(row)
}

async fn put_address(
    connection: &mut AnyConnection,
    account: AccountId,
    card: &CardRow<'_>,
    id: i64,
    address: &CardAddress,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO card_addresses (card_id, account_id, address, name, shown, words) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (card_id, address) DO NOTHING",
    )
    .bind(id)
    .bind(account.0)
    .bind(address.shown.to_lowercase())
    .bind(card.name)
    .bind(&*address.shown)
    .bind(&*address.words)
    .execute(&mut *connection)
    .await?;
    // A copy of what is on a server comes and goes by itself.
    if card.book != COLLECTED && !card.book.starts_with(REMOTE) {
        // Who has a card now is no chance acquaintance any more, unless somebody made something of that one.
        sqlx::query(
            "DELETE FROM cards WHERE account_id = $1 AND book = $2 AND revision = 1 AND id IN \
             (SELECT card_id FROM card_addresses WHERE account_id = $1 AND address = $3) \
             AND NOT EXISTS (SELECT 1 FROM group_cards g WHERE g.card_id = cards.id)",
        )
        .bind(account.0)
        .bind(COLLECTED)
        .bind(address.shown.to_lowercase())
        .execute(connection)
        .await?;
    }
    Ok(())
}

fn kept(row: &AnyRow) -> Result<KeptCard, Error> {
    Ok(KeptCard {
        id: row.try_get("id")?,
        book: row.try_get("book")?,
        uid: row.try_get("uid")?,
        content: row.try_get("content")?,
        revision: row.try_get("revision")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    static LISTED: Listed = Listed {
        detail: String::new(),
        address: String::new(),
        surname_key: String::new(),
        name_key: String::new(),
        words: String::new(),
    };

    fn address(shown: &str) -> CardAddress {
        CardAddress { shown: shown.to_owned(), words: format!(" {}", shown.to_lowercase()) }
    }

    fn row(addresses: &[CardAddress]) -> CardRow<'_> {
        CardRow {
            book: PERSONAL,
            uid: "u",
            content: "BEGIN:VCARD",
            name: "Marie",
            addresses,
            listed: &LISTED,
        }
    }

    #[tokio::test]
    async fn who_was_collected_is_known_and_gives_way_to_a_card() {
        for store in stores("test_collected_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let marie = [address("Marie@example.test")];
            let collected = CardRow { book: COLLECTED, uid: "c", ..row(&marie) };
            store.put_cards(pierre, &[collected], 12).await.unwrap();
            assert!(store.knows_address(pierre, "marie@example.test").await.unwrap());
            let asked = ["marie@example.test".to_owned()];
            assert!(store.known_addresses(pierre, &asked).await.unwrap().is_empty(), "she can be added");
            store.put_cards(pierre, &[row(&marie)], 13).await.unwrap();
            assert_eq!(store.known_addresses(pierre, &asked).await.unwrap().len(), 1);
            let uids = ["u".to_owned(), "c".to_owned()];
            assert_eq!(store.known_uids(pierre, &uids).await.unwrap(), BTreeSet::from(["u".to_owned()]));
        }
    }

    #[tokio::test]
    async fn a_collected_card_that_was_made_something_of_stays() {
        for store in stores("test_kept_collected_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let group = store.make_group(pierre, "Amis", "amis").await.unwrap();
            let addresses = ["a@example.test", "b@example.test"].map(address);
            let collected = |uid, addresses| CardRow { book: COLLECTED, uid, ..row(addresses) };
            let cards = [collected("c", &addresses[..1]), collected("d", &addresses[1..])];
            let ids = store.put_cards(pierre, &cards, 12).await.unwrap();
            store.join_group(pierre, group, &ids[..1]).await.unwrap();
            let seen = store.card(pierre, ids[1]).await.unwrap().unwrap();
            let noted = CardRow { content: "noted", ..cards[1] };
            assert!(store.change_card(pierre, &seen, &noted, 13).await.unwrap());
            store.put_cards(pierre, &[row(&addresses)], 14).await.unwrap();
            let there = async |id| store.card(pierre, id).await.unwrap().map(|it| (it.book, it.content));
            let expected = |book: &str, content: &str| Some((book.to_owned(), content.to_owned()));
            assert_eq!(there(ids[0]).await, expected(COLLECTED, "BEGIN:VCARD"));
            assert_eq!(there(ids[1]).await, expected(PERSONAL, "noted"));
        }
    }

    #[tokio::test]
    async fn a_card_is_found_by_its_addresses_until_they_change() {
        for store in stores("test_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let addresses = ["Marie@Example.test", "m@example.test"].map(address);
            let card = |addresses| CardRow { uid: "1", ..row(addresses) };
            store.put_cards(pierre, &[card(&addresses)], 12).await.unwrap();
            assert!(store.knows_address(pierre, "marie@example.TEST").await.unwrap());
            assert!(!store.knows_address(claire, "marie@example.test").await.unwrap());
            store.put_cards(pierre, &[card(&addresses[1..])], 13).await.unwrap();
            assert!(!store.knows_address(pierre, "marie@example.test").await.unwrap());
            assert!(store.knows_address(pierre, "m@example.test").await.unwrap());
        }
    }

    #[tokio::test]
    async fn of_many_values_the_known_ones_are_found() {
        for store in stores("test_known_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            store.put_cards(pierre, &[row(&[address("marie@example.test")])], 12).await.unwrap();
            let mut asked: Vec<String> = (0..450).map(|it| format!("{it}@example.test")).collect();
            asked.push("Marie@Example.test".to_owned());
            let known = store.known_addresses(pierre, &asked).await.unwrap();
            assert_eq!(known, BTreeSet::from(["marie@example.test".to_owned()]));
            assert!(store.known_addresses(claire, &asked).await.unwrap().is_empty());
            assert!(store.known_addresses(pierre, &[]).await.unwrap().is_empty());
            let uids = ["u".to_owned(), "v".to_owned()];
            assert_eq!(store.known_uids(pierre, &uids).await.unwrap(), BTreeSet::from(["u".to_owned()]));
        }
    }

    #[tokio::test]
    async fn who_changes_a_card_that_another_changed_is_told() {
        for store in stores("test_changed_cards").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let ids = store.put_cards(pierre, &[row(&[])], 12).await.unwrap();
            let seen = store.card(pierre, ids[0]).await.unwrap().unwrap();
            assert_eq!(store.card(claire, ids[0]).await.unwrap(), None);
            let one = CardRow { content: "one", book: "elsewhere", uid: "v", ..row(&[]) };
            assert!(!store.change_card(claire, &seen, &one, 13).await.unwrap());
            assert!(store.change_card(pierre, &seen, &one, 13).await.unwrap());
            assert!(!store.change_card(pierre, &seen, &CardRow { content: "two", ..one }, 14).await.unwrap());
            let now = store.card(pierre, ids[0]).await.unwrap().unwrap();
            assert_eq!((now.content.as_str(), now.book.as_str(), now.uid.as_str()), ("one", PERSONAL, "u"));
            assert!(store.change_card(pierre, &now, &CardRow { content: "two", ..one }, 15).await.unwrap());
        }
    }
}
