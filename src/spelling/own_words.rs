//! The words that a person added to their dictionary.

use std::collections::{BTreeSet, HashSet};

use super::words;
use crate::store::{AccountId, Error, Store};

/// The most words that a person has.
pub const MOST: usize = 5_000;

/// The longest of them, in characters.
pub const LONGEST: usize = 64;

/// All of them, in the order of their letters.
pub async fn of(store: &Store, account: AccountId) -> Result<Vec<String>, Error> {
    store.own_words(account).await
}

/// The same, to look words up.
pub async fn set_of(store: &Store, account: AccountId) -> Result<HashSet<String>, Error> {
    Ok(of(store, account).await?.into_iter().collect())
}

/// Adds a word; `false` when it is none, or there is no room.
pub async fn add(store: &Store, account: AccountId, word: &str) -> Result<bool, Error> {
    let Some(word) = clean(word) else { return Ok(false) };
    if store.own_words(account).await?.len() >= MOST {
        return Ok(false);
    }
    store.add_own_word(account, &word).await?;
    Ok(true)
}

/// Keeps the words of a text, one a line or between spaces, in place of those before; at most [`MOST`].
pub async fn replace(store: &Store, account: AccountId, text: &str) -> Result<(), Error> {
    let words: BTreeSet<String> =
        text.split([' ', '\t', '\r', '\n', ',', ';']).filter_map(clean).take(MOST).collect();
    store.set_own_words(account, &words.into_iter().collect::<Vec<_>>()).await
}

/// Those of some words that are not among one's own, as they are kept, as many as there is room for; and whether there
/// were others: that are none, or for which there is no room.
pub fn missing(own: &[String], words: &[String]) -> (Vec<String>, bool) {
    let has = own.iter().map(String::as_str).collect::<HashSet<_>>();
    let good: Vec<Option<String>> = words.iter().map(|it| clean(it)).collect();
    let has_none = good.iter().any(Option::is_none);
    let mut new: BTreeSet<String> = good.into_iter().flatten().collect();
    new.retain(|it| !has.contains(it.as_str()));
    let (count, room) = (new.len(), MOST.saturating_sub(own.len()));
    (new.into_iter().take(room).collect(), has_none || count > room)
}

/// A word as it is kept.
fn clean(word: &str) -> Option<String> {
    let word = words::plain(word.trim());
    let is_word = word.contains(char::is_alphabetic)
        && !word.contains(|it: char| it.is_control() || it.is_whitespace());
    (is_word && word.chars().count() <= LONGEST).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_as_dictionaries_write_it() {
        assert_eq!(clean(" l’Octopus ").as_deref(), Some("l'Octopus"));
        for none in ["", " ", "12", "-", "deux mots", &"x".repeat(LONGEST + 1)] {
            assert_eq!(clean(none), None, "{none:?}");
        }
    }
}
