//! Who may be meant by what a person types into a field of recipients.

use super::folding;
use crate::store::cards::{COLLECTED, PERSONAL};
use crate::store::completing::Found;
use crate::store::{self, AccountId, Store};

/// The most that are looked at for one list: an address may be on several cards.
const MOST_FOUND: i64 = 60;

/// Somebody who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What they are called; may be empty.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Where they are known from.
    pub source: Source,
}

/// Where somebody is known from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The book that everybody has.
    Personal,
    /// They were written to.
    Recent,
    /// Another book, by its name.
    Book(String),
}

/// Who may be meant, at most `most`, each address once: first who has a word that begins with what was
/// typed, and of those whom one writes to most. Without words whom one writes to most of all.
pub async fn complete(
    store: &Store,
    account: AccountId,
    typed: &str,
    most: usize,
) -> Result<Vec<Suggestion>, store::Error> {
    let mut suggested: Vec<Found> = Vec::new();
    for found in store.addresses_like(account, &folding::terms(typed), MOST_FOUND).await? {
        match suggested.iter_mut().find(|it| it.address == found.address) {
            // Of the cards of one address the one that the person made.
            Some(other) if other.book == COLLECTED => *other = found,
            Some(_) => {}
            None => suggested.push(found),
        }
    }
    suggested.truncate(most);
    Ok(suggested.into_iter().map(Suggestion::from).collect())
}

impl From<Found> for Suggestion {
    fn from(found: Found) -> Self {
        let source = match found.book.as_str() {
            PERSONAL => Source::Personal,
            COLLECTED => Source::Recent,
            _ => Source::Book(found.book_name),
        };
        Self { name: found.name, address: found.shown, source }
    }
}
