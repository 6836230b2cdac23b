//! The spelling of a message that is being written: of the own words alone, not of what they answer.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};

use super::form::DraftForm;
use super::{Error, draft, html};
use crate::desk::Desk;
use crate::spelling::{Found, Language, own_words, words};

/// The most words that a message leaves alone.
const MOST_IGNORED: usize = 500;

/// The longest that one waits for suggestions for all unknown words; those that are not there then are known
/// at the next time.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// What a message says of its own spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Spelled {
    /// In which language it is written; `None` is the preferred one.
    pub language: Option<Language>,
    /// Words that are right here, as dictionaries write them.
    pub ignored: Vec<String>,
}

/// What is to be done about an unknown word, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Something else is written.
    With(String),
    /// It is right in this message.
    Ignore,
    /// It is right always.
    Add,
}

impl Spelled {
    /// Takes a field of the form; whether it was one of these.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "spell_language" => self.language = Language::from_tag(value),
            "spell_ignored" => {
                self.ignored = value.split_whitespace().map(words::plain).take(MOST_IGNORED).collect();
            }
            _ => return false,
        }
        true
    }

    fn ignore(&mut self, word: &str) {
        let word = words::plain(word);
        if !self.ignored.contains(&word) && self.ignored.len() < MOST_IGNORED {
            self.ignored.push(word);
        }
    }
}

/// The language of a message: its own, the preferred one, that of the person's pages.
pub fn language(desk: &Desk, spelled: &Spelled, pages: &str) -> Language {
    let wanted = [spelled.language, desk.preferences.spelling.language, Language::from_tag(pages)];
    let there = wanted.into_iter().flatten().find(|it| desk.spelling.has(*it));
    there.unwrap_or(Language::French)
}

/// The unknown words of the form of draft `id`, which may not be kept yet.
pub async fn check(desk: &Desk, id: &str, form: DraftForm, language: Language) -> Result<Found, Error> {
    let form = html::settled(form).await?;
    let below = draft::load(desk, id).await?.and_then(|it| it.content.below);
    let mut own = own_words::set_of(&desk.store, desk.account).await?;
    let words = html::words(&form).await?;
    own.extend(form.spelled.ignored);
    let text = own_text(&words, below.as_deref()).to_owned();
    Ok(desk.spelling.check(language, text, own).await?)
}

/// Suggestions for each unknown word, as many as there are in a moment.
pub async fn suggestions(desk: &Desk, language: Language, found: &Found) -> Result<Vec<Vec<String>>, Error> {
    let end = Instant::now() + PATIENCE;
    let mut all = Vec::with_capacity(found.unknown.len());
    for unknown in &found.unknown {
        let suggestions = match timeout_at(end, desk.spelling.suggest(language, &unknown.word)).await {
            Ok(suggestions) => suggestions?.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        all.push(suggestions);
    }
    Ok(all)
}

/// The form of draft `id` with its unknown words corrected. What is replaced is text: HTML is corrected where
/// it is written.
pub async fn correct(
    desk: &Desk,
    id: &str,
    mut form: DraftForm,
    corrections: Vec<(String, Correction)>,
) -> Result<DraftForm, Error> {
    let mut replacements = Vec::new();
    for (word, correction) in corrections {
        match correction {
            Correction::With(other) => replacements.push((word, other)),
            Correction::Ignore => form.spelled.ignore(&word),
            Correction::Add => {
                own_words::add(&desk.store, desk.account, &word).await?;
            }
        }
    }
    if !replacements.is_empty() && form.html.is_none() {
        let below = draft::load(desk, id).await?.and_then(|it| it.content.below);
        form.body = replaced(&form.body, below.as_deref(), &replacements);
    }
    Ok(form)
}

/// What stands above the first line of what the message answers or passes on.
fn own_text<'a>(body: &'a str, below: Option<&str>) -> &'a str {
    let Some(below) = below.filter(|it| !it.is_empty()) else { return body };
    let begins = |at: &usize| *at == 0 || body.as_bytes().get(at - 1) == Some(&b'\n');
    let at = body.match_indices(below).map(|it| it.0).find(begins);
    at.and_then(|at| body.get(..at)).unwrap_or(body)
}

fn replaced(body: &str, below: Option<&str>, replacements: &[(String, String)]) -> String {
    let mut result = String::with_capacity(body.len());
    let mut done = 0;
    for word in words::of(own_text(body, below)) {
        if let Some((_, other)) = replacements.iter().find(|(it, _)| it == word.text) {
            result.push_str(body.get(done..word.at).unwrap_or_default());
            result.push_str(other);
            done = word.at + word.text.len();
        }
    }
    result.push_str(body.get(done..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_are_replaced_wherever_they_stand_and_no_others() {
        let body = "Un mott, et un mott.\nmotte http://mott.example\n\n---- Message ----\nun mott\n> mott";
        let with = [("mott".to_owned(), "mot".to_owned())];
        let expected = "Un mot, et un mot.\nmotte http://mott.example\n\n---- Message ----\nun mott\n> mott";
        assert_eq!(replaced(body, Some("---- Message ----"), &with), expected);
        assert_eq!(replaced("mott", None, &with), "mot");
        assert_eq!(replaced("", None, &with), "");
        assert_eq!(replaced("> mott", None, &with), "> mott");
    }

    #[test]
    fn what_is_below_begins_a_line() {
        assert_eq!(own_text("dit X\nX\nreste", Some("X")), "dit X\n");
        assert_eq!(own_text("tout", Some("")), "tout");
        assert_eq!(own_text("tout", Some("autre")), "tout");
    }

    #[test]
    fn the_fields_are_read_as_they_are_kept() {
        let mut spelled = Spelled::default();
        assert!(
            spelled.take("spell_language", "nl") && spelled.take("spell_ignored", " l’Octopus  Soignies ")
        );
        assert!(!spelled.take("subject", "x"));
        spelled.ignore("Soignies");
        assert_eq!(spelled.language, Some(Language::Dutch));
        assert_eq!(spelled.ignored, ["l'Octopus", "Soignies"]);
        spelled.take("spell_language", "xx");
        assert_eq!(spelled.language, None);
    }
}
