//! Cards that come in by the thousand, and go again when that is taken back.

use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row as _};

use super::super::{AccountId, Error, Store};
use super::removed;
use super::{COLLECTED, CardAddress, CardRow, put_row};

pub mod there;

/// The cards that are written at once: a query has so many places for values at most.
const AT_ONCE: usize = 100;

/// An import into a book.
#[derive(Clone, Copy, Debug)]
pub struct ImportInto<'a> {
    /// Whose.
    pub account: AccountId,
    /// The name of the book.
    pub book: &'a str,
    /// The name of the act, which takes it back.
    pub act: &'a str,
    /// In seconds since 1970-01-01 UTC.
    pub now: i64,
}

impl Store {
    /// Puts cards into the book of an import, all or none, and gives their numbers; one with a UID that the book has
    /// takes the other's place, which the act's name gives back for a day.
    pub async fn import_cards(
        &self,
        import: ImportInto<'_>,
        cards: &[CardRow<'_>],
    ) -> Result<Vec<i64>, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut ids = Vec::with_capacity(cards.len());
        for cards in cards.chunks(AT_ONCE) {
            ids.extend(put(&mut transaction, import, cards).await?);
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// The same in the place of all that the book has; how many cards that were, too. `tell` hears how many are
    /// written.
    pub async fn import_instead(
        &self,
        import: ImportInto<'_>,
        cards: &[CardRow<'_>],
        tell: &(dyn Fn(usize) + Sync),
    ) -> Result<(Vec<i64>, u64), Error> {
        let ImportInto { account, book, act, now } = import;
        let mut transaction = self.pool.begin().await?;
        let removed = removed::remove_book(&mut transaction, account, book, act, now).await?;
        let mut ids = Vec::with_capacity(cards.len());
        for cards in cards.chunks(AT_ONCE) {
            ids.extend(put(&mut transaction, import, cards).await?);
            tell(ids.len());
        }
        transaction.commit().await?;
        Ok((ids, removed))
    }

    /// How many cards are as an import made them, while it can be taken back.
    pub async fn imported_cards(&self, account: AccountId, act: &str) -> Result<u64, Error> {
        let row = sqlx::query(
            "SELECT COUNT(*) AS cards FROM imported_cards i JOIN cards c ON c.id = i.card_id \
             AND c.revision = i.revision WHERE i.account_id = $1 AND i.act = $2",
        )
        .bind(account.0)
        .bind(act)
        .fetch_one(&self.pool)
        .await?;
        Ok(u64::try_from(row.try_get::<i64, _>("cards")?).unwrap_or(0))
    }

    /// Removes the first `most` of the cards that an act imported, but for those that lie on servers or that somebody
    /// changed since; how many it looked at (none when there are no more), and how many are gone. One that the act
    /// only wrote over goes where what it was before can be given back.
    pub async fn take_imported_cards(
        &self,
        account: AccountId,
        act: &str,
        most: i64,
    ) -> Result<(u64, u64), Error> {
        let rows = sqlx::query(
            "SELECT card_id FROM imported_cards WHERE account_id = $1 AND act = $2 AND NOT EXISTS \
             (SELECT 1 FROM remote_cards r WHERE r.card_id = imported_cards.card_id) ORDER BY card_id LIMIT $3",
        )
        .bind(account.0)
        .bind(act)
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        let ids = rows.iter().map(|it| Ok(it.try_get("card_id")?)).collect::<Result<Vec<i64>, Error>>()?;
        if ids.is_empty() {
            return Ok((0, 0));
        }
        let mut transaction = self.pool.begin().await?;
        let sql = format!(
            "DELETE FROM cards WHERE account_id = $1 AND id IN ({}) AND EXISTS (SELECT 1 FROM imported_cards i \
             WHERE i.account_id = $1 AND i.act = $2 AND i.card_id = cards.id AND i.revision = cards.revision \
             AND (i.made = 1 OR EXISTS (SELECT 1 FROM removed_cards r WHERE r.account_id = $1 AND r.act = $2 \
             AND r.book = cards.book AND r.uid = cards.uid)))",
            places(3, ids.len())
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(act);
        let gone = numbers(query, &ids).execute(&mut *transaction).await?;
        let sql = format!(
            "DELETE FROM imported_cards WHERE account_id = $1 AND act = $2 AND card_id IN ({})",
            places(3, ids.len())
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(act);
        numbers(query, &ids).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok((u64::try_from(ids.len()).unwrap_or(u64::MAX), gone.rows_affected()))
    }

    /// Notes that an import made a group.
    pub async fn note_imported_group(&self, import: ImportInto<'_>, group: i64) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO imported_groups (account_id, act, group_id, imported_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account_id, act, group_id) DO NOTHING",
        )
        .bind(import.account.0)
        .bind(import.act)
        .bind(group)
        .bind(import.now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Removes the groups that an act made and in which nobody is; how many. Of the others it is known that it made
    /// them as long as there is something of it to be taken back: then they may be empty.
    pub async fn take_imported_groups(&self, account: AccountId, act: &str) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        let gone = sqlx::query(
            "DELETE FROM card_groups WHERE account_id = $1 AND EXISTS (SELECT 1 FROM imported_groups i \
             WHERE i.account_id = $1 AND i.act = $2 AND i.group_id = card_groups.id) \
             AND NOT EXISTS (SELECT 1 FROM group_cards g WHERE g.group_id = card_groups.id)",
        )
        .bind(account.0)
        .bind(act)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "DELETE FROM imported_groups WHERE account_id = $1 AND act = $2 \
             AND NOT EXISTS (SELECT 1 FROM imported_cards i WHERE i.account_id = $1 AND i.act = $2) \
             AND NOT EXISTS (SELECT 1 FROM removed_cards r WHERE r.account_id = $1 AND r.act = $2)",
        )
        .bind(account.0)
        .bind(act)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }
}

/// Writes cards with all that stands beside them, in a few queries; gives their numbers.
async fn put(
    connection: &mut AnyConnection,
    import: ImportInto<'_>,
    cards: &[CardRow<'_>],
) -> Result<Vec<i64>, Error> {
    let ImportInto { account, act, now, .. } = import;
    keep_before(connection, import, cards).await?;
    let (mut ids, mut old) = (Vec::with_capacity(cards.len()), Vec::new());
    for card in cards {
        let (id, revision) = put_row(connection, account, card, now).await?;
        ids.push(id);
        old.extend(Some(id).filter(|_| revision > 1));
    }
    if !old.is_empty() {
        let sql = format!("DELETE FROM card_addresses WHERE card_id IN ({})", places(1, old.len()));
        numbers(sqlx::query(AssertSqlSafe(sql)), &old).execute(&mut *connection).await?;
    }
    put_addresses(connection, import, cards, &ids).await?;
    let sql = format!(
        "INSERT INTO imported_cards (account_id, act, card_id, revision, imported_at, made) \
         SELECT account_id, $1, id, revision, $2, CASE WHEN revision = 1 THEN 1 ELSE 0 END \
         FROM cards WHERE account_id = $3 AND id IN ({}) \
         ON CONFLICT (account_id, act, card_id) DO UPDATE SET revision = excluded.revision, \
         made = CASE WHEN imported_cards.revision = excluded.revision - 1 THEN imported_cards.made ELSE 0 END",
        places(4, ids.len())
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(act).bind(now).bind(account.0);
    numbers(query, &ids).execute(connection).await?;
    Ok(ids)
}

/// Keeps the cards whose place these take, unless they are as the act itself left them.
async fn keep_before(
    connection: &mut AnyConnection,
    import: ImportInto<'_>,
    cards: &[CardRow<'_>],
) -> Result<(), Error> {
    let ImportInto { account, book, act, now } = import;
    let sql = format!(
        "{} book = $4 AND uid IN ({}) AND NOT EXISTS (SELECT 1 FROM imported_cards i \
         WHERE i.account_id = $3 AND i.act = $1 AND i.card_id = cards.id AND i.revision = cards.revision)",
        removed::KEEP,
        places(5, cards.len())
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(act).bind(now).bind(account.0).bind(book);
    let query = cards.iter().fold(query, |query, card| query.bind(card.uid));
    query.execute(&mut *connection).await?;
    // Of one that its person changed since the act wrote it first, what they wrote counts.
    let sql = format!(
        "DELETE FROM removed_cards WHERE account_id = $1 AND act = $2 AND book = $3 AND uid IN ({}) \
         AND EXISTS (SELECT 1 FROM removed_cards r WHERE r.account_id = $1 AND r.act = $2 AND r.book = $3 \
         AND r.uid = removed_cards.uid AND r.id > removed_cards.id)",
        places(4, cards.len())
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(act).bind(book);
    cards.iter().fold(query, |query, card| query.bind(card.uid)).execute(connection).await?;
    Ok(())
}

/// Writes the addresses of cards; who was collected and has a card now is no chance acquaintance any more, until the
/// import is taken back.
async fn put_addresses(
    connection: &mut AnyConnection,
    import: ImportInto<'_>,
    cards: &[CardRow<'_>],
    ids: &[i64],
) -> Result<(), Error> {
    let ImportInto { account, act, now, .. } = import;
    let mut all: Vec<(i64, &str, &CardAddress)> = Vec::new();
    for (card, id) in cards.iter().zip(ids) {
        all.extend(card.addresses.iter().map(|it| (*id, card.name, it)));
    }
    for addresses in all.chunks(AT_ONCE) {
        let rows: Vec<String> =
            (0..addresses.len()).map(|at| format!("({})", places(1 + 6 * at, 6))).collect();
        let sql = format!(
            "INSERT INTO card_addresses (card_id, account_id, address, name, shown, words) VALUES {} \
             ON CONFLICT (card_id, address) DO NOTHING",
            rows.join(", ")
        );
        let query = addresses.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, (id, name, address)| {
            let shown = &*address.shown;
            query
                .bind(*id)
                .bind(account.0)
                .bind(shown.to_lowercase())
                .bind(*name)
                .bind(shown)
                .bind(&*address.words)
        });
        query.execute(&mut *connection).await?;
        // The place of the account, of the book and of the addresses.
        let chance = |at: usize| {
            format!(
                "account_id = ${at} AND book = ${} AND revision = 1 AND id IN \
                 (SELECT card_id FROM card_addresses WHERE account_id = ${at} AND address IN ({})) \
                 AND NOT EXISTS (SELECT 1 FROM group_cards g WHERE g.card_id = cards.id)",
                at + 1,
                places(at + 2, addresses.len())
            )
        };
        let keep = format!("{} {}", removed::KEEP, chance(4));
        let keep = sqlx::query(AssertSqlSafe(keep)).bind(act).bind(now).bind(account.0);
        of_chance(keep, account, addresses).execute(&mut *connection).await?;
        let delete = format!("DELETE FROM cards WHERE {}", chance(1));
        of_chance(sqlx::query(AssertSqlSafe(delete)), account, addresses).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The values of whom is known by chance alone: the account, the book, the addresses.
fn of_chance<'q>(
    query: Query<'q, Any, AnyArguments>,
    account: AccountId,
    addresses: &[(i64, &str, &CardAddress)],
) -> Query<'q, Any, AnyArguments> {
    let query = query.bind(account.0).bind(COLLECTED);
    addresses.iter().fold(query, |query, it| query.bind(it.2.shown.to_lowercase()))
}

/// `$5, $6, $7`: places for values, of which there is nothing else in a query that is made.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|it| format!("${it}")).collect::<Vec<_>>().join(", ")
}

fn numbers<'q>(query: Query<'q, Any, AnyArguments>, numbers: &[i64]) -> Query<'q, Any, AnyArguments> {
    numbers.iter().fold(query, |query, it| query.bind(*it))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::{Listed, PERSONAL};
    use super::*;

    static LISTED: Listed = Listed {
        detail: String::new(),
        address: String::new(),
        surname_key: String::new(),
        name_key: String::new(),
        words: String::new(),
    };

    fn row<'a>(uid: &'a str, name: &'a str, addresses: &'a [CardAddress]) -> CardRow<'a> {
        CardRow { book: PERSONAL, uid, content: name, name, addresses, listed: &LISTED }
    }

    async fn contents(store: &Store, account: AccountId, ids: &[i64]) -> Vec<String> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(store.card(account, *id).await.unwrap().map(|it| it.content));
        }
        found
    }

    #[tokio::test]
    async fn an_import_is_taken_back_but_for_what_was_changed_since() {
        for store in stores("test_imported_cards").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let other = store.account_signed_in("claire@example.test", 10).await.unwrap();
            let before = store.put_cards(account, &[row("1", "before", &[])], 11).await.unwrap()[0];
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            let addresses = [CardAddress { shown: "Z@x.fr".to_owned(), words: " z@x.fr".to_owned() }];
            let names: Vec<String> = (1..=250).map(|it| it.to_string()).collect();
            let rows: Vec<CardRow<'_>> = names.iter().map(|it| row(it, it, &addresses)).collect();
            let ids = store.import_cards(import, &rows).await.unwrap();
            assert_eq!((ids.len(), ids[0]), (250, before));
            assert!(store.knows_address(account, "z@x.fr").await.unwrap());
            assert_eq!(store.imported_cards(account, "a").await.unwrap(), 250);
            // The same once more, by the same act: what was before is still known.
            store.import_cards(import, &rows[..1]).await.unwrap();
            assert_eq!(store.imported_cards(account, "a").await.unwrap(), 250);
            let removed = store.removed_cards(account, "a", 0, 99).await.unwrap();
            assert_eq!(removed.len(), 1);
            let seen = store.card(account, ids[1]).await.unwrap().unwrap();
            assert!(store.change_card(account, &seen, &row("2", "changed", &[]), 13).await.unwrap());
            assert_eq!(store.imported_cards(account, "a").await.unwrap(), 249);
            let made = store.make_group(account, "Made", "made").await.unwrap();
            let joined = store.make_group(account, "Joined", "joined").await.unwrap();
            store.join_group(account, joined, &ids[1..3]).await.unwrap();
            for group in [made, joined] {
                store.note_imported_group(import, group).await.unwrap();
            }
            assert_eq!(store.cards_of_act(account, "a").await.unwrap(), 251);
            assert_eq!(store.take_imported_cards(other, "a", 99).await.unwrap(), (0, 0));
            let back = [(removed[0].id, row("1", "before", &[]), &[][..])];
            let taken = async || store.take_imported_cards(account, "a", 200).await.unwrap();
            assert_eq!((taken().await, taken().await, taken().await), ((200, 199), (50, 50), (0, 0)));
            assert_eq!(store.give_back_cards(account, &back, 14).await.unwrap(), 1);
            assert_eq!(contents(&store, account, &ids[1..]).await, ["changed"]);
            assert_eq!(store.give_back_cards(account, &back, 15).await.unwrap(), 0);
            // Of the groups that it made the one goes in which nobody is.
            assert_eq!(store.take_imported_groups(other, "a").await.unwrap(), 0);
            assert_eq!(store.take_imported_groups(account, "a").await.unwrap(), 1);
            let groups = store.groups(account).await.unwrap();
            assert_eq!(groups.iter().map(|it| it.id).collect::<Vec<_>>(), [joined]);
            assert!(!store.knows_address(account, "z@x.fr").await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_group_that_an_import_made_goes_with_the_last_of_its_cards() {
        for store in stores("test_imported_groups").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            let ids = store.import_cards(import, &[row("1", "1", &[])]).await.unwrap();
            let own = store.put_cards(account, &[row("2", "2", &[])], 11).await.unwrap();
            let mut groups = Vec::new();
            for (name, cards) in [("Made", &ids), ("Joined", &own)] {
                let group = store.make_group(account, name, name).await.unwrap();
                store.note_imported_group(import, group).await.unwrap();
                store.join_group(account, group, cards).await.unwrap();
                groups.push(group);
            }
            let take = async || store.take_imported_groups(account, "a").await.unwrap();
            assert_eq!(take().await, 0, "a part of the act was taken back");
            store.take_imported_cards(account, "a", 99).await.unwrap();
            assert_eq!(take().await, 1);
            // The act is over: what a person does with the other one is theirs.
            store.leave_group(account, groups[1], &own).await.unwrap();
            assert_eq!(take().await, 0);
            assert_eq!(store.groups(account).await.unwrap()[0].id, groups[1]);
        }
    }

    #[tokio::test]
    async fn what_an_import_wrote_over_goes_only_where_it_comes_back() {
        for store in stores("test_imported_over").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let names = ["1", "2"];
            let before = names.map(|it| row(it, "before", &[]));
            let ids = store.put_cards(account, &before, 11).await.unwrap();
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            store.import_cards(import, &[row("1", "new", &[]), row("2", "new", &[])]).await.unwrap();
            // Whoever changes one between two tries of an import keeps what they wrote.
            let seen = store.card(account, ids[0]).await.unwrap().unwrap();
            assert!(store.change_card(account, &seen, &row("1", "own", &[]), 13).await.unwrap());
            store.import_cards(import, &[row("1", "newer", &[])]).await.unwrap();
            let kept = store.removed_cards(account, "a", 0, 99).await.unwrap();
            assert_eq!(kept.iter().map(|it| it.content.as_str()).collect::<Vec<_>>(), ["before", "own"]);
            // What it was is not there any more, for whatever reason.
            sqlx::query("DELETE FROM removed_cards WHERE uid = '2'").execute(&store.pool).await.unwrap();
            assert_eq!(store.take_imported_cards(account, "a", 99).await.unwrap(), (2, 1));
            assert_eq!(contents(&store, account, &ids).await, ["new"]);
        }
    }

    #[tokio::test]
    async fn who_was_collected_comes_back_with_what_is_taken_back() {
        for store in stores("test_imported_acquaintances").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let addresses = [CardAddress { shown: "Z@x.fr".to_owned(), words: " z@x.fr".to_owned() }];
            let chance = CardRow { book: COLLECTED, ..row("c", "chance", &addresses) };
            store.put_cards(account, &[chance], 11).await.unwrap();
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            store.import_cards(import, &[row("1", "Zoé", &addresses)]).await.unwrap();
            let removed = store.removed_cards(account, "a", 0, 99).await.unwrap();
            assert_eq!(removed.iter().map(|it| it.book.as_str()).collect::<Vec<_>>(), [COLLECTED]);
            assert_eq!(store.take_imported_cards(account, "a", 99).await.unwrap(), (1, 1));
            assert_eq!(store.give_back_cards(account, &[(removed[0].id, chance, &[])], 13).await.unwrap(), 1);
            assert!(store.knows_address(account, "z@x.fr").await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_book_is_replaced_all_or_not_at_all() {
        for store in stores("test_imported_instead").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let before =
                store.put_cards(account, &[row("1", "a", &[]), row("2", "b", &[])], 11).await.unwrap();
            let import = ImportInto { account, book: PERSONAL, act: "a", now: 12 };
            let names: Vec<String> = (0..150).map(|it| format!("n{it}")).collect();
            let mut rows: Vec<CardRow<'_>> = names.iter().map(|it| row(it, it, &[])).collect();
            // No database takes this: SQLite for the check below, PostgreSQL for the octet itself.
            let refused = "no\0text";
            rows.push(row("n", refused, &[]));
            if store.is_for_one_process() {
                let check = "CREATE TRIGGER refused BEFORE INSERT ON cards WHEN NEW.uid = 'n' \
                             BEGIN SELECT RAISE(ABORT, 'refused'); END";
                sqlx::raw_sql(check).execute(&store.pool).await.unwrap();
            }
            let told = std::sync::atomic::AtomicUsize::new(0);
            let tell = |it| told.store(it, std::sync::atomic::Ordering::Relaxed);
            assert!(store.import_instead(import, &rows, &tell).await.is_err());
            assert_eq!(told.load(std::sync::atomic::Ordering::Relaxed), 100);
            assert_eq!(contents(&store, account, &before).await, ["a", "b"]);
            assert_eq!(store.imported_cards(account, "a").await.unwrap(), 0);
            assert_eq!(store.removed_cards(account, "a", 0, 99).await.unwrap(), []);
            rows.pop();
            let (ids, removed) = store.import_instead(import, &rows, &tell).await.unwrap();
            assert_eq!((ids.len(), removed), (150, 2));
            assert_eq!(contents(&store, account, &before).await, [""; 0]);
            let kept = store.removed_cards(account, "a", 0, 99).await.unwrap();
            let back = [(kept[0].id, row("1", "a", &[]), &[][..]), (kept[1].id, row("2", "b", &[]), &[][..])];
            assert_eq!(store.take_imported_cards(account, "a", 500).await.unwrap(), (150, 150));
            assert_eq!(store.give_back_cards(account, &back, 13).await.unwrap(), 2);
        }
    }
}
