//! Spelling: the words of a text that a dictionary does not know, and what may have been meant (the door of
//! `spellbook`).
//!
//! Dictionaries are those of Hunspell. Some are inside the program; others are read from where systems keep
//! them. One is loaded when it is first asked for, and stays.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hashlink::LruCache;
use spellbook::Dictionary;
use tokio::sync::{OnceCell, Semaphore};

pub mod language;
pub mod own_words;
pub mod words;

mod places;

pub use language::Language;
use places::Places;

/// The longest text that is looked at, in octets: what is behind it is not checked.
pub const MOST_TEXT: usize = 256 * 1024;

/// The most different words of a text that are told as unknown.
pub const MOST_UNKNOWN: usize = 200;

/// The longest word that is looked at, in octets. The longest French one has 25 letters.
const MOST_WORD: usize = 128;

/// The most suggestions for a word.
const MOST_SUGGESTIONS: usize = 6;

/// For how many words suggestions are remembered, for everybody: some 200 octets each.
const REMEMBERED: usize = 8_192;

/// The longest that one waits for the suggestions for a word; the work is finished all the same.
const PATIENCE: Duration = Duration::from_secs(4);

/// How many words are thought about at a time: each takes a thread for a tenth of a second or more.
const THINKERS: usize = 2;

/// How many more may wait for their turn.
const MOST_WAITING: usize = 64;

/// Why spelling cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no dictionary of this language.
    #[error("there is no dictionary for {0}")]
    Missing(Language),
    /// Its files cannot be read.
    #[error("the dictionary for {language} cannot be read")]
    File {
        /// The language.
        language: Language,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Its files are not what Hunspell takes.
    #[error("the dictionary for {language} is none: {problem}")]
    Damaged {
        /// The language.
        language: Language,
        /// Where, in the words of the library.
        problem: String,
    },
    /// Work on it ended before its end.
    #[error("work on the dictionary was broken off")]
    Broken(#[from] tokio::task::JoinError),
}

/// A word that no dictionary knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// As it is first written in the text.
    pub word: String,
    /// What stands before it on its line, the last characters of it.
    pub before: String,
    /// What stands behind it on its line, the first characters of it.
    pub after: String,
    /// How often it is there.
    pub times: usize,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order in which they come.
    pub unknown: Vec<Unknown>,
    /// The text is too long, or has too many of them: the end of it was not looked at.
    pub cut: bool,
}

/// The dictionaries. Clones share them.
#[derive(Clone, Debug)]
pub struct Spelling(Arc<Inner>);

struct Inner {
    places: Places,
    loaded: HashMap<Language, OnceCell<Arc<Dictionary>>>,
    remembered: Mutex<LruCache<(Language, String), Vec<String>>>,
    thinkers: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Spelling {
    /// With the dictionaries of `folder`, where there are some, before those of the program and the system.
    pub fn new(folder: Option<&std::path::Path>) -> Self {
        let places = Places::look(folder);
        let loaded = places.languages().map(|it| (it, OnceCell::new())).collect();
        Self(Arc::new(Inner {
            places,
            loaded,
            remembered: Mutex::new(LruCache::new(REMEMBERED)),
            thinkers: Arc::new(Semaphore::new(THINKERS)),
            waiting: Arc::new(Semaphore::new(THINKERS + MOST_WAITING)),
        }))
    }

    /// The languages that there are dictionaries for.
    pub fn languages(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|it| self.has(*it)).collect()
    }

    /// Whether there is a dictionary for a language.
    pub fn has(&self, language: Language) -> bool {
        self.0.loaded.contains_key(&language)
    }

    /// The unknown words of what somebody wrote, on a thread that may be busy. `own` are words that are right
    /// for them.
    pub async fn check(
        &self,
        language: Language,
        text: String,
        own: HashSet<String>,
    ) -> Result<Found, Error> {
        let dictionary = self.dictionary(language).await?;
        Ok(tokio::task::spawn_blocking(move || find(&dictionary, &text, &own)).await?)
    }

    /// What may have been meant by a word, the likeliest first, with apostrophes as the word has them. `None`
    /// when that takes too long now: it is known later.
    pub async fn suggest(&self, language: Language, word: &str) -> Result<Option<Vec<String>>, Error> {
        if word.len() > MOST_WORD {
            return Ok(Some(Vec::new()));
        }
        let plain = self.suggest_plain(language, words::plain(word)).await?;
        Ok(plain.map(|all| all.into_iter().map(|it| words::like(word, it)).collect()))
    }

    async fn suggest_plain(&self, language: Language, word: String) -> Result<Option<Vec<String>>, Error> {
        if let Some(known) = self.remembered().get(&(language, word.clone())) {
            return Ok(Some(known.clone()));
        }
        let dictionary = self.dictionary(language).await?;
        let Ok(place) = Arc::clone(&self.0.waiting).try_acquire_owned() else { return Ok(None) };
        let spelling = self.clone();
        let thinking = tokio::spawn(async move {
            let suggestions = spelling.think(language, word, dictionary).await;
            drop(place);
            suggestions
        });
        match tokio::time::timeout(PATIENCE, thinking).await {
            Ok(suggestions) => suggestions?.map(Some),
            Err(_) => Ok(None),
        }
    }

    async fn think(
        &self,
        language: Language,
        word: String,
        dictionary: Arc<Dictionary>,
    ) -> Result<Vec<String>, Error> {
        // The semaphore is never closed: without a permit the work is done all the same.
        let turn = Arc::clone(&self.0.thinkers).acquire_owned().await.ok();
        let known = self.remembered().get(&(language, word.clone())).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let suggestions = tokio::task::spawn_blocking({
            let word = word.clone();
            move || suggestions(&dictionary, &word)
        })
        .await?;
        drop(turn);
        self.remembered().insert((language, word), suggestions.clone());
        Ok(suggestions)
    }

    async fn dictionary(&self, language: Language) -> Result<Arc<Dictionary>, Error> {
        let cell = self.0.loaded.get(&language).ok_or(Error::Missing(language))?;
        let load = || async move {
            let inner = Arc::clone(&self.0);
            let loaded = tokio::task::spawn_blocking(move || inner.places.load(language)).await?;
            Ok(Arc::new(loaded?))
        };
        cell.get_or_try_init(load).await.cloned()
    }

    fn remembered(&self) -> MutexGuard<'_, LruCache<(Language, String), Vec<String>>> {
        self.0.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The unknown words of a text. Blocking: some milliseconds for a page.
fn find(dictionary: &Dictionary, text: &str, own: &HashSet<String>) -> Found {
    let (text, mut cut) = words::beginning(text, MOST_TEXT);
    let mut unknown: Vec<Unknown> = Vec::new();
    let mut places: HashMap<&str, Option<usize>> = HashMap::new();
    for word in words::of(text) {
        let is_right = || {
            is_own(own, word.text)
                || word.text.len() > MOST_WORD
                || dictionary.check(&words::plain(word.text))
        };
        match places.get(word.text) {
            Some(None) => {}
            Some(Some(place)) => {
                if let Some(it) = unknown.get_mut(*place) {
                    it.times += 1;
                }
            }
            None if is_right() => {
                places.insert(word.text, None);
            }
            None if unknown.len() == MOST_UNKNOWN => {
                cut = true;
                break;
            }
            None => {
                places.insert(word.text, Some(unknown.len()));
                let (before, after) = (word.before.to_owned(), word.after.to_owned());
                unknown.push(Unknown { word: word.text.to_owned(), before, after, times: 1 });
            }
        }
    }
    Found { unknown, cut }
}

/// A word that is right as it is written is right at the beginning of a sentence, too.
fn is_own(own: &HashSet<String>, word: &str) -> bool {
    let word = words::plain(word);
    own.contains(&word) || own.contains(&word.to_lowercase())
}

/// Suggestions for a word. Blocking: a tenth of a second, for some words more.
fn suggestions(dictionary: &Dictionary, word: &str) -> Vec<String> {
    let mut suggestions = Vec::new();
    dictionary.suggest(word, &mut suggestions);
    suggestions.truncate(MOST_SUGGESTIONS);
    suggestions
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dictionary of two words, with all that the library wants of one.
    fn small() -> Dictionary {
        Dictionary::new("SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz'\n", "3\nbonjour\nmonde\nl'été\n").unwrap()
    }

    fn found(text: &str, own: &[&str]) -> Found {
        find(&small(), text, &own.iter().map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn unknown_words_are_told_once_with_what_is_around_them() {
        let found = found("Bonjour, tout le monde : bonjuor !\nbonjuor", &["tout", "le"]);
        let expected = Unknown {
            word: "bonjuor".to_owned(),
            before: "Bonjour, tout le monde : ".to_owned(),
            after: " !".to_owned(),
            times: 2,
        };
        assert_eq!(found, Found { unknown: vec![expected], cut: false });
    }

    #[test]
    fn own_words_are_right_at_the_beginning_of_a_sentence_too() {
        assert_eq!(found("Facteur facteur FACTEUR", &["facteur"]).unknown, []);
        assert_eq!(found("soignies Soignies", &["Soignies"]).unknown.len(), 1);
        assert_eq!(found("l’été", &[]).unknown, []);
    }

    #[test]
    fn a_text_without_end_has_one() {
        let many: String = (0..MOST_UNKNOWN + 5)
            .map(|it| format!("x{} ", "y".repeat(it % 60 + 1) + &"z".repeat(it / 60)))
            .collect();
        let result = found(&many, &[]);
        assert_eq!((result.unknown.len(), result.cut), (MOST_UNKNOWN, true));
        let long = "monde ".repeat(MOST_TEXT / 5);
        assert_eq!(found(&long, &[]), Found { unknown: Vec::new(), cut: true });
    }

    /// Asks until they are known, however busy the machine is.
    async fn suggested(spelling: &Spelling, word: &str) -> String {
        loop {
            if let Some(all) = spelling.suggest(Language::French, word).await.unwrap() {
                return all.into_iter().next().unwrap();
            }
        }
    }

    #[tokio::test]
    async fn french_is_there_on_every_machine() {
        let spelling = Spelling::new(None);
        for language in [Language::French, Language::English, Language::Dutch] {
            assert!(spelling.has(language), "{language}");
        }
        let text = "Je vous écris au sujet de l’orthografe d’aujourd’hui.".to_owned();
        let found = spelling.check(Language::French, text, HashSet::new()).await.unwrap();
        assert_eq!(found.unknown.iter().map(|it| it.word.as_str()).collect::<Vec<_>>(), ["l’orthografe"]);
        assert_eq!(suggested(&spelling, "l’orthografe").await, "l’orthographe");
        assert_eq!(suggested(&spelling, "l'orthografe").await, "l'orthographe");
        assert_eq!(spelling.remembered().len(), 1);
    }
}
