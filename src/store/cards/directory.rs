//! The company directory: cards of nobody, which everybody reads and whoever administers it feeds.

use std::collections::{HashMap, HashSet};

use sqlx::{AssertSqlSafe, Row as _};

use super::super::completing::Found;
use super::super::{Error, Store};
use super::{CardRow, DIRECTORY, DIRECTORY_BOOK, put_card};

/// The most entries that are removed at once: others write to the database, too.
const REMOVED_AT_ONCE: usize = 500;

/// An entry to be kept.
#[derive(Clone, Copy, Debug)]
pub struct EntryRow<'a> {
    /// Its card, in [`DIRECTORY_BOOK`].
    pub card: CardRow<'a>,
    /// Folded words that it is found by while somebody types; none when it has no address.
    pub words: &'a [String],
}

/// How the directory was read from where it comes from, in seconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DirectoryReads {
    /// The last time that it was; `None` when it never was.
    pub read_at: Option<i64>,
    /// How many entries it had then.
    pub entries: u64,
    /// The last time that it could not be, when that was since.
    pub failed_at: Option<i64>,
}

impl Store {
    /// The numbers and texts of entries by their UIDs, of those that are there.
    pub async fn directory_entries(&self, uids: &[&str]) -> Result<HashMap<String, (i64, String)>, Error> {
        if uids.is_empty() {
            return Ok(HashMap::new());
        }
        let places: Vec<String> = (2..uids.len() + 2).map(|it| format!("${it}")).collect();
        // Of values there are only the places in it.
        let sql = format!(
            "SELECT id, uid, content FROM cards WHERE account_id = $1 AND book = '{DIRECTORY_BOOK}' \
             AND uid IN ({})",
            places.join(", ")
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(DIRECTORY.0);
        let query = uids.iter().fold(query, |query, uid| query.bind((*uid).to_owned()));
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter().map(|it| Ok((it.try_get("uid")?, (it.try_get("id")?, it.try_get("content")?)))).collect()
    }

    /// Puts entries in, all or none, each in the place of one of the same UID; gives their numbers.
    pub async fn put_directory_entries(&self, entries: &[EntryRow<'_>], now: i64) -> Result<Vec<i64>, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut ids = Vec::with_capacity(entries.len());
        for entry in entries {
            let id = put_card(&mut transaction, DIRECTORY, &entry.card, now).await?;
            sqlx::query("DELETE FROM directory_words WHERE card_id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            for word in entry.words {
                sqlx::query(
                    "INSERT INTO directory_words (word, name_key, card_id) VALUES ($1, $2, $3) \
                     ON CONFLICT (word, name_key, card_id) DO NOTHING",
                )
                .bind(word.as_str())
                .bind(&*entry.card.listed.name_key)
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            }
            ids.push(id);
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Removes all entries but these; how many.
    pub async fn keep_directory_entries(&self, kept: &HashSet<i64>) -> Result<usize, Error> {
        let rows = sqlx::query("SELECT id FROM cards WHERE account_id = $1").bind(DIRECTORY.0);
        let mut gone = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            gone.push(row.try_get::<i64, _>("id")?);
        }
        gone.retain(|it| !kept.contains(it));
        for ids in gone.chunks(REMOVED_AT_ONCE) {
            let mut transaction = self.pool.begin().await?;
            for id in ids {
                sqlx::query("DELETE FROM cards WHERE account_id = $1 AND id = $2")
                    .bind(DIRECTORY.0)
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
        }
        Ok(gone.len())
    }

    /// Entries that have, for each of these words, one that begins with it: at most about `most`, in the order
    /// of the words and then of names. None without words. An index finds them, however many entries there are.
    pub async fn directory_like(&self, words: &[String], most: i64) -> Result<Vec<Found>, Error> {
        // The longest one leaves the fewest to look at.
        let Some(longest) = words.iter().max_by_key(|it| it.len()) else { return Ok(Vec::new()) };
        let others: Vec<&String> = words.iter().filter(|it| *it != longest).collect();
        let also: String = (0..others.len())
            .map(|it| {
                let (from, to) = (5 + 2 * it, 6 + 2 * it);
                format!(
                    " AND EXISTS (SELECT 1 FROM directory_words o WHERE o.card_id = d.card_id \
                     AND o.word >= ${from} AND o.word < ${to})"
                )
            })
            .collect();
        // Of words there are only the places in it. The plus keeps SQLite from beginning with all cards of the
        // account, which takes a hundred times as long.
        let sql = format!(
            "SELECT c.id, c.name, c.address FROM directory_words d JOIN cards c ON c.id = d.card_id \
             WHERE +c.account_id = $1 AND d.word >= $3 AND d.word < $4{also} ORDER BY d.word, d.name_key LIMIT $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(DIRECTORY.0).bind(most);
        let query = std::iter::once(longest)
            .chain(others)
            .fold(query, |query, word| query.bind(word.clone()).bind(behind(word)));
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for row in query.fetch_all(&self.pool).await? {
            // One that has two such words comes twice.
            if !seen.insert(row.try_get::<i64, _>("id")?) {
                continue;
            }
            let shown: String = row.try_get("address")?;
            found.push(Found {
                card: row.try_get("id")?,
                name: row.try_get("name")?,
                address: shown.to_lowercase(),
                shown,
                book: DIRECTORY_BOOK.to_owned(),
                book_name: String::new(),
            });
        }
        Ok(found)
    }

    /// How the directory was read.
    pub async fn directory_reads(&self) -> Result<DirectoryReads, Error> {
        let row =
            sqlx::query("SELECT read_at, entries, failed_at FROM directory_reads WHERE account_id = $1")
                .bind(DIRECTORY.0)
                .fetch_optional(&self.pool)
                .await?;
        let reads = row.map(|it| {
            Ok::<_, Error>(DirectoryReads {
                read_at: it.try_get("read_at")?,
                entries: u64::try_from(it.try_get::<i64, _>("entries")?).unwrap_or(0),
                failed_at: it.try_get("failed_at")?,
            })
        });
        Ok(reads.transpose()?.unwrap_or_default())
    }

    /// Takes note that the directory was read and how many entries it has now, or that it could not be.
    pub async fn note_directory_read(&self, entries: Option<usize>, now: i64) -> Result<(), Error> {
        let (read, failed) = if entries.is_some() { (Some(now), None) } else { (None, Some(now)) };
        let entries = entries.map(|it| i64::try_from(it).unwrap_or(i64::MAX));
        sqlx::query(
            "INSERT INTO directory_reads (account_id, read_at, entries, failed_at) \
             VALUES ($1, $2, COALESCE($3, 0), $4) ON CONFLICT (account_id) DO UPDATE SET \
             read_at = COALESCE(excluded.read_at, directory_reads.read_at), \
             entries = COALESCE($3, directory_reads.entries), failed_at = excluded.failed_at",
        )
        .bind(DIRECTORY.0)
        .bind(read)
        .bind(entries)
        .bind(failed)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

/// What comes behind all that begins with a word: no letter is behind this one.
fn behind(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::{CardAddress, Listed};
    use super::*;

    async fn put(store: &Store, uid: &str, name: &str, words: &[&str]) -> i64 {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        let shown = format!("{uid}@X.example");
        let listed = Listed { address: shown.clone(), name_key: name.to_lowercase(), ..Listed::default() };
        let addresses = [CardAddress { shown, words: String::new() }];
        let card = CardRow {
            book: DIRECTORY_BOOK,
            uid,
            content: name,
            name,
            addresses: &addresses,
            listed: &listed,
        };
        store.put_directory_entries(&[EntryRow { card, words: &words }], 2).await.unwrap()[0]
    }

    #[tokio::test]
    async fn entries_are_found_by_how_their_words_begin() {
        for store in stores("test_directory").await {
            put(&store, "a", "Anne Martin", &["anne", "martin"]).await;
            let kept = put(&store, "b", "Bob Martinez", &["bob", "martinez", "marteau"]).await;
            let found = async |words: &[&str]| {
                let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
                let found = store.directory_like(&words, 9).await.unwrap();
                found.into_iter().map(|it| it.address).collect::<Vec<_>>()
            };
            assert_eq!(found(&["mart"]).await, ["b@x.example", "a@x.example"]);
            assert_eq!(found(&["mart", "an"]).await, ["a@x.example"]);
            assert_eq!(found(&["bob", "martine"]).await, ["b@x.example"]);
            for none in [&[][..], &["artin"], &["%"], &["mart", "z"]] {
                assert_eq!(found(none).await, [""; 0], "{none:?}");
            }
            // Another name under the same UID.
            assert_eq!(put(&store, "b", "Bob", &["bob"]).await, kept);
            assert_eq!(found(&["mart"]).await, ["a@x.example"]);
            let there = store.directory_entries(&["a", "b", "c"]).await.unwrap();
            assert_eq!((there.len(), there["b"].clone()), (2, (kept, "Bob".to_owned())));
            assert_eq!(store.keep_directory_entries(&HashSet::from([kept])).await.unwrap(), 1);
            assert_eq!((found(&["an"]).await.len(), found(&["bo"]).await.len()), (0, 1));
        }
    }

    #[tokio::test]
    async fn nobody_is_the_account_of_the_directory() {
        for store in stores("test_directory_reads").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            assert_ne!(pierre, DIRECTORY);
            assert_eq!(store.directory_reads().await.unwrap(), DirectoryReads::default());
            store.note_directory_read(Some(9), 5).await.unwrap();
            store.note_directory_read(None, 6).await.unwrap();
            let failed = DirectoryReads { read_at: Some(5), entries: 9, failed_at: Some(6) };
            assert_eq!(store.directory_reads().await.unwrap(), failed);
            store.note_directory_read(Some(8), 7).await.unwrap();
            let read = DirectoryReads { read_at: Some(7), entries: 8, failed_at: None };
            assert_eq!(store.directory_reads().await.unwrap(), read);
        }
    }
}
