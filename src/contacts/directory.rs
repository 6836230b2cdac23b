//! The company directory: fed from a file or from LDAP, and read by everybody.
//!
//! Its entries are rows of ours wherever they come from. So a page of it and a completion cost the same with
//! ten entries and with fifty thousand, and go on with the last ones when the server that they come from does
//! not answer.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use mailcore::address::Address;
use mailcore::message::card::Card;
use mailcore::message::card::fields::Many;

use super::{folding, reading, written};
use crate::config::directory::Ldap;
use crate::store::cards::directory::EntryRow;
use crate::store::cards::{CardRow, DIRECTORY_BOOK};
use crate::store::{self, Store};

pub mod ldap;

/// The entries that are compared and written at once: others write to the database, too.
const AT_ONCE: usize = 200;

/// What became of the directory when it was fed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fed {
    /// They are new.
    pub added: usize,
    /// They were changed.
    pub changed: usize,
    /// They were there already, the same.
    pub same: usize,
    /// They are not in the source any more.
    pub removed: usize,
    /// They say nothing of anybody, or the same of somebody twice, and were left out.
    pub left_out: usize,
}

impl fmt::Display for Fed {
    /// For the operator: `3 added, 1 changed, 120 as before, 2 removed, 0 left out`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, same, removed, left_out } = self;
        write!(
            f,
            "{added} added, {changed} changed, {same} as before, {removed} removed, {left_out} left out"
        )
    }
}

/// Why the directory was not fed. What it had before is still there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The source has no entry that can be read.
    #[error("there is nobody in it")]
    Empty,
    /// It is no vCard, CSV or LDIF.
    #[error("it is no vCard, CSV or LDIF with somebody in it")]
    NoCards,
    /// It has more than the given number of entries.
    #[error("it has more than {0} entries, or too many columns for them")]
    TooMany(usize),
    /// The LDAP server.
    #[error(transparent)]
    Ldap(#[from] ldap::Error),
    /// The database.
    #[error("the entries cannot be kept")]
    Store(#[from] store::Error),
}

/// The directory while it is fed. What was not taken until the end goes with [`Feeding::finish`]; without it
/// nothing goes.
#[derive(Debug)]
pub struct Feeding<'a> {
    store: &'a Store,
    now: i64,
    seen: HashSet<i64>,
    report: Fed,
}

/// Feeds the directory with what is in a file.
pub async fn feed_file(store: &Store, octets: &[u8], now: i64) -> Result<Fed, Error> {
    let file = reading::read(octets).ok_or(Error::NoCards)?;
    if file.cut {
        return Err(Error::TooMany(reading::MOST_CARDS));
    }
    let mut feeding = Feeding::new(store, now);
    feeding.take(&file.cards(&file.columns())).await?;
    feeding.finish().await
}

/// Feeds the directory with what a server has, page by page. A failure is kept for those who look at the
/// directory.
pub async fn feed_ldap(store: &Store, server: &Ldap, now: i64) -> Result<Fed, Error> {
    let fed = take_all(store, server, now).await;
    if fed.is_err() {
        store.note_directory_read(None, now).await?;
    }
    fed
}

async fn take_all(store: &Store, server: &Ldap, now: i64) -> Result<Fed, Error> {
    let mut feeding = Feeding::new(store, now);
    let mut pages = ldap::read(server.clone());
    while let Some(page) = pages.next().await {
        feeding.take(&page?).await?;
    }
    feeding.finish().await
}

impl<'a> Feeding<'a> {
    /// Nothing is taken yet.
    pub fn new(store: &'a Store, now: i64) -> Self {
        Self { store, now, seen: HashSet::new(), report: Fed::default() }
    }

    /// Takes entries; those that are there already, the same, are not written again.
    pub async fn take(&mut self, cards: &[Card]) -> Result<(), store::Error> {
        for cards in cards.chunks(AT_ONCE) {
            let mut new: Vec<(String, &Card)> = Vec::with_capacity(cards.len());
            for card in cards {
                match uid(card) {
                    Some(uid) if new.iter().all(|it| it.0 != uid) => new.push((uid, card)),
                    _ => self.report.left_out += 1,
                }
            }
            self.take_some(&new).await?;
        }
        Ok(())
    }

    async fn take_some(&mut self, cards: &[(String, &Card)]) -> Result<(), store::Error> {
        let uids: Vec<&str> = cards.iter().map(|it| it.0.as_str()).collect();
        let there: HashMap<String, (i64, String)> = self.store.directory_entries(&uids).await?;
        let mut changed = Vec::new();
        for (uid, card) in cards {
            let (uid, content, listed, addresses) = written(card, Some(uid.as_str()));
            match there.get(&uid) {
                Some((id, _)) if self.seen.contains(id) => self.report.left_out += 1,
                Some((id, before)) if *before == content => {
                    self.seen.insert(*id);
                    self.report.same += 1;
                }
                before => {
                    *(if before.is_some() { &mut self.report.changed } else { &mut self.report.added }) += 1;
                    changed.push((card, uid, content, listed, addresses, words(card)));
                }
            }
        }
        let rows = changed.iter().map(|(card, uid, content, listed, addresses, words)| EntryRow {
            card: CardRow { book: DIRECTORY_BOOK, uid, content, name: &card.name, addresses, listed },
            words,
        });
        let ids = self.store.put_directory_entries(&rows.collect::<Vec<_>>(), self.now).await?;
        self.seen.extend(ids);
        Ok(())
    }

    /// Removes what was not taken. A source without anybody is none: then nothing is removed.
    pub async fn finish(mut self) -> Result<Fed, Error> {
        if self.seen.is_empty() {
            return Err(Error::Empty);
        }
        self.report.removed = self.store.keep_directory_entries(&self.seen).await?;
        self.store.note_directory_read(Some(self.seen.len()), self.now).await?;
        Ok(self.report)
    }
}

/// By what an entry is known again, whatever else changes: its own UID, its address, else its name and its
/// telephone. `None` when it says nothing of anybody.
fn uid(card: &Card) -> Option<String> {
    if let Some(address) = card.addresses.first() {
        return Some(card.uid.clone().unwrap_or_else(|| address.to_string().to_lowercase()));
    }
    let fields = card.fields();
    let phone = fields.of(Many::Phone).next().map(|it| it.value.as_str()).unwrap_or_default();
    let known = format!("{} {phone}", card.name);
    (!card.name.is_empty()).then(|| card.uid.clone().unwrap_or(known))
}

/// What an entry is found by while somebody types: the words of its name, what stands before the `@` and its
/// parts, the address as a whole. The domain alone is none: in a company all have the same. None without an
/// address. A word that another one begins with is left out.
fn words(card: &Card) -> Vec<String> {
    let Some(address) = card.addresses.first() else { return Vec::new() };
    let local = folding::words(&card.name, Address::local(address));
    let all: BTreeSet<String> = local.split_whitespace().map(str::to_owned).collect();
    let all: Vec<String> = all.into_iter().chain([folding::fold(&address.to_string())]).collect();
    let mut sorted = all;
    sorted.sort();
    let next = sorted.iter().skip(1).map(String::as_str).chain([""]);
    let whole = sorted.iter().zip(next).filter(|(word, next)| !next.starts_with(word.as_str()));
    whole.map(|(word, _)| word.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::listing;
    use crate::store::cards::listing::{Begin, Order, Wanted, Within};

    async fn names(store: &Store) -> Vec<String> {
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let wanted = Wanted { within: Within::Book(DIRECTORY_BOOK), terms: &[], order: Order::Name };
        let page = listing::page(store, account, &wanted, &Begin::First, 50).await.unwrap();
        page.cards.into_iter().map(|it| it.name).collect()
    }

    #[tokio::test]
    async fn a_file_takes_the_place_of_what_there_was() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let first = "Nom;Prénom;Service;E-mail;Téléphone\nBenali;Karim;Atelier;karim@x.fr;\n\
                     Roux;Zoé;;zoe@x.fr;\nAccueil;;;;02 00\n;;;;03\nBis;Karim;;KARIM@x.fr;\n";
        let fed = feed_file(&store, first.as_bytes(), 2).await.unwrap();
        assert_eq!(fed, Fed { added: 3, left_out: 2, ..Fed::default() });
        assert_eq!(names(&store).await, ["Accueil", "Karim Benali", "Zoé Roux"]);
        let id = store.directory_entries(&["karim@x.fr"]).await.unwrap()["karim@x.fr"].0;
        let second = "Nom;Prénom;Service;E-mail;Téléphone\nBenali;Karim;Direction;karim@x.fr;\n\
                      Accueil;;;;02 00\n";
        let fed = feed_file(&store, second.as_bytes(), 3).await.unwrap();
        assert_eq!(fed, Fed { changed: 1, same: 1, removed: 1, ..Fed::default() });
        assert_eq!(names(&store).await, ["Accueil", "Karim Benali"]);
        let again = store.directory_entries(&["karim@x.fr"]).await.unwrap();
        assert_eq!(again["karim@x.fr"].0, id, "its address on the Web stays");
        assert!(matches!(feed_file(&store, b"%PDF", 4).await, Err(Error::NoCards)));
        assert!(matches!(feed_file(&store, b"Nom;Age\n;3\n", 4).await, Err(Error::Empty)));
        assert_eq!(names(&store).await.len(), 2, "nothing goes with a file that is none");
        assert_eq!(store.directory_reads().await.unwrap().entries, 2);
    }

    #[test]
    fn an_entry_is_found_by_the_beginnings_of_its_words() {
        let text = "BEGIN:VCARD\nFN:Jean-Claude Delmas\nEMAIL:jc.delmas@demo.example\nEND:VCARD\n";
        let card = mailcore::message::card::all(text).next().unwrap();
        assert_eq!(words(&card), ["claude", "delmas", "jc.delmas@demo.example", "jean-claude"]);
    }
}
