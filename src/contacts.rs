//! Whom a person knows: the cards of their address books, and who may be meant by what they type.

use std::collections::{BTreeSet, HashSet};

use mailcore::address::Address;
use mailcore::message::card::Card;
use mailcore::message::card::version::Version;

use self::remote::Failure;
use crate::carddav;
use crate::secret;
use crate::store::cards::{CardAddress, CardRow, Listed};
use crate::store::{self, AccountId, Store};

pub mod adding;
pub mod anywhere;
pub mod books;
pub mod collecting;
pub mod completing;
pub mod directory;
pub mod exporting;
pub mod folding;
pub mod importing;
pub mod indexing;
pub mod keeping;
pub mod listing;
pub mod making;
pub mod merging;
pub mod photo;
pub mod reading;
pub mod remote;
pub mod table;

/// The most addresses of one message that are looked up: what a person reads of a header.
const MOST_LOOKED_UP: usize = 200;

/// Why cards were not kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error("a card cannot be kept")]
    Store(#[from] store::Error),
    /// The server of a book.
    #[error("the server of a book did not do it")]
    Server(#[from] carddav::Error),
    /// The password of a book cannot be had: it is that of the mail, and nobody is there.
    #[error("the password of a book is not there")]
    Locked,
    /// There are as many books on servers as there may be.
    #[error("there are too many books on servers")]
    TooManyBooks,
    /// The copies of the person's books take all the room that they may.
    #[error("the copies of books on servers take too much room")]
    NoRoom,
    /// The book is being read or written, and that does not come to an end.
    #[error("a book is being read or written")]
    Busy,
    /// The work on them panicked, or the program ends.
    #[error("the work on cards was broken off")]
    BrokenOff(#[from] tokio::task::JoinError),
}

impl Error {
    /// What it is to the person, where it is of a server.
    pub fn failure(&self) -> Option<Failure> {
        match self {
            Self::Server(error) => Some(Failure::of(error)),
            Self::Locked => Some(Failure::Locked),
            Self::Busy => Some(Failure::Busy),
            Self::NoRoom => Some(Failure::NoRoom),
            Self::Store(_) | Self::TooManyBooks | Self::BrokenOff(_) => None,
        }
    }
}

/// Addresses that the person has cards of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(BTreeSet<String>);

impl Known {
    /// Whether an address, as a header has it, is among them.
    pub fn has(&self, address: &str) -> bool {
        self.0.contains(&as_kept(address))
    }
}

/// What became of cards that were to be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// They are in the book now.
    pub added: usize,
    /// They, or one of their addresses, were there before, or came twice.
    pub known: usize,
    /// They have no address that can be written to, and were left out.
    pub without_address: usize,
}

/// Which of these addresses the person has cards of, in any book.
pub async fn known<'a>(
    store: &Store,
    account: AccountId,
    addresses: impl Iterator<Item = &'a str>,
) -> Result<Known, store::Error> {
    let asked: BTreeSet<String> =
        addresses.filter(|it| !it.is_empty()).take(MOST_LOOKED_UP).map(as_kept).collect();
    let asked: Vec<String> = asked.into_iter().collect();
    Ok(Known(store.known_addresses(account, &asked).await?))
}

/// What would become of cards if they were added.
pub async fn preview(store: &Store, account: AccountId, cards: &[Card]) -> Result<Report, store::Error> {
    Ok(sort(store, account, cards).await?.1)
}

/// Puts cards into a book, all or none, and gives their numbers.
async fn put(
    store: &Store,
    account: AccountId,
    book: &str,
    cards: &[&Card],
    now: i64,
) -> Result<Vec<i64>, Error> {
    let written: Vec<_> = cards.iter().map(|it| (it.name.as_str(), written(it, None))).collect();
    let rows: Vec<CardRow<'_>> = written
        .iter()
        .map(|(name, (uid, content, listed, addresses))| CardRow {
            book,
            uid,
            content,
            name,
            addresses,
            listed,
        })
        .collect();
    Ok(store.put_cards(account, &rows, now).await?)
}

/// A card as its row has it: its UID (this one, else its own, else a new one), its text, and what stands
/// beside it.
fn written(card: &Card, uid: Option<&str>) -> (String, String, Listed, Vec<CardAddress>) {
    let uid = uid.map(str::to_owned).or_else(|| card.uid.clone()).unwrap_or_else(new_uid);
    let content = card.to_vcard(&uid, Version::V3);
    (uid, content, indexing::listed(card), addresses(card))
}

/// The addresses of a card with what each is found by.
fn addresses(card: &Card) -> Vec<CardAddress> {
    let address = |it: &Address| {
        let shown = it.to_string();
        CardAddress { words: folding::words(&card.name, &shown), shown }
    };
    card.addresses.iter().map(address).collect()
}

/// The cards that are new, and how many of each kind there are.
async fn sort<'a>(
    store: &Store,
    account: AccountId,
    cards: &'a [Card],
) -> Result<(Vec<&'a Card>, Report), store::Error> {
    let addresses: Vec<String> = cards.iter().flat_map(kept_addresses).collect();
    let uids: Vec<String> = cards.iter().filter_map(|it| it.uid.clone()).collect();
    let mut taken: HashSet<String> = store.known_addresses(account, &addresses).await?.into_iter().collect();
    // An address has an @ and no UID is an address of somebody else: one set will do for both.
    taken.extend(store.known_uids(account, &uids).await?);
    let (mut new, mut report) = (Vec::new(), Report::default());
    for card in cards {
        let marks: Vec<String> = kept_addresses(card).chain(card.uid.clone()).collect();
        if card.addresses.is_empty() {
            report.without_address += 1;
        } else if marks.iter().any(|it| taken.contains(it)) {
            report.known += 1;
        } else {
            report.added += 1;
            taken.extend(marks);
            new.push(card);
        }
    }
    Ok((new, report))
}

fn kept_addresses(card: &Card) -> impl Iterator<Item = String> {
    card.addresses.iter().map(|it| it.to_string().to_lowercase())
}

/// An address as it stands beside its card: lower case, the domain in Unicode.
fn as_kept(address: &str) -> String {
    let address = address.parse::<Address>().map_or_else(|_| address.to_owned(), |it| it.to_string());
    address.to_lowercase()
}

/// A UID that nobody has (RFC 9562, version 4).
pub fn new_uid() -> String {
    let bits = u128::from_be_bytes(secret::random::<16>());
    let versioned = bits & !(0xf << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let digits = format!("{versioned:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|it| digits.get(it).unwrap_or_default());
    format!("urn:uuid:{}", groups.join("-"))
}

#[cfg(test)]
mod corpus;

#[cfg(test)]
mod tests {
    use mailcore::address::NamedAddress;
    use mailcore::message::card;

    use super::*;
    use crate::store::cards::PERSONAL;

    async fn store() -> (Store, AccountId) {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        (store, account)
    }

    async fn import(store: &Store, account: AccountId, cards: &[Card], now: i64) -> Report {
        let (new, report) = sort(store, account, cards).await.unwrap();
        put(store, account, PERSONAL, &new, now).await.unwrap();
        report
    }

    async fn add(store: &Store, account: AccountId, person: &NamedAddress, now: i64) -> Report {
        import(store, account, &[Card::of(person)], now).await
    }

    fn person(text: &str) -> NamedAddress {
        mailcore::address::read_list(text).remove(0).unwrap()
    }

    #[tokio::test]
    async fn somebody_is_added_once() {
        let (store, account) = store().await;
        let claire = person("Claire Vasseur <Claire@Exämple.fr>");
        let added = Report { added: 1, ..Report::default() };
        assert_eq!(add(&store, account, &claire, 2).await, added);
        let known_before = Report { known: 1, ..Report::default() };
        assert_eq!(add(&store, account, &person("claire@exämple.fr"), 3).await, known_before);
        let asked = ["claire@xn--exmple-cua.fr", "no address", ""];
        let known = known(&store, account, asked.into_iter()).await.unwrap();
        assert!(known.has("CLAIRE@exämple.fr") && known.has("claire@xn--exmple-cua.fr"));
        assert!(!known.has("no address") && !known.has(""));
    }

    #[tokio::test]
    async fn of_attached_cards_the_new_ones_are_taken() {
        let (store, account) = store().await;
        add(&store, account, &person("a@b.fr"), 2).await;
        let text = |lines: &str| format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n");
        let cards = [
            "FN:Known\nEMAIL:x@b.fr\nEMAIL:A@b.fr",
            "FN:No address",
            "FN:New\nUID:n\nEMAIL:n@b.fr",
            "FN:Twice\nEMAIL:N@b.fr",
            "FN:Same UID\nUID:n\nEMAIL:m@b.fr",
            "FN:Other\nEMAIL:o@b.fr",
        ];
        let cards = card::read(&cards.map(text).concat()).cards;
        let report = import(&store, account, &cards, 3).await;
        assert_eq!(report, Report { added: 2, known: 3, without_address: 1 });
        let again = import(&store, account, &cards, 4).await;
        assert_eq!(again, Report { added: 0, known: 5, without_address: 1 });
    }

    #[test]
    fn a_uid_is_a_random_uuid() {
        let uid = new_uid();
        assert_eq!(uid.len(), "urn:uuid:".len() + 36);
        assert_eq!(uid.as_bytes()["urn:uuid:00000000-0000-".len()], b'4', "{uid}");
        assert!("89ab".contains(uid.as_bytes()["urn:uuid:00000000-0000-4000-".len()] as char), "{uid}");
        assert_ne!(uid, new_uid());
    }
}
