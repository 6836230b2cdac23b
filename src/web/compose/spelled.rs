//! The spelling of a message as its form shows it, and what the form asks about it.

use super::options::Choice;
use crate::compose::spelling::{self, Correction, Spelled};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::spelling::{Found, Language, Unknown};

/// What a form asks about spelling.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Words, and what is to be done about them.
    pub(super) corrections: Vec<(String, Correction)>,
    /// Its unknown words were shown: it may be sent.
    pub(super) is_seen: bool,
    /// A script shows them, and asks for suggestions when one wants to see them.
    pub(super) by_script: bool,
}

/// What was found in a message.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) found: Found,
    /// For each unknown word, as far as there are some.
    pub(super) suggestions: Vec<Vec<String>>,
}

/// The part of the form that is about spelling: `compose/spelling.html`.
#[derive(Debug)]
pub(super) struct SpellingFields {
    /// The language that is checked.
    pub(super) language: Language,
    /// All that can be.
    pub(super) languages: Vec<Choice>,
    /// Words that are right here, a blank between them.
    pub(super) ignored: String,
    /// `None` where nothing was looked at.
    pub(super) checked: Option<CheckedFields>,
}

/// What was found, as it is shown.
#[derive(Debug)]
pub(super) struct CheckedFields {
    /// How many words are unknown.
    pub(super) count: Text,
    /// The end of the text was not looked at.
    pub(super) cut: bool,
    pub(super) words: Vec<WordFields>,
}

/// An unknown word.
#[derive(Debug)]
pub(super) struct WordFields {
    pub(super) unknown: Unknown,
    pub(super) suggestions: Vec<String>,
}

impl Asked {
    /// Reads the fields of the form: `spell_word` begins a word, `spell_do` and `spell_with` are about it.
    pub(super) fn read(fields: &[(String, String)]) -> Self {
        let mut asked = Self::default();
        let mut word: Option<&str> = None;
        for (name, value) in fields {
            match name.as_str() {
                "spell_seen" => asked.is_seen = !value.is_empty(),
                "spell_script" => asked.by_script = !value.is_empty(),
                "spell_word" => word = Some(value),
                "spell_do" | "spell_with" => {
                    let correction = if name == "spell_do" { chosen(value) } else { typed(value) };
                    asked.corrections.extend(word.zip(correction).map(|(word, it)| (word.to_owned(), it)));
                }
                _ => {}
            }
        }
        asked
    }
}

/// One of the list: `ignore`, `add`, or `=` and a suggestion.
fn chosen(value: &str) -> Option<Correction> {
    match value {
        "ignore" => Some(Correction::Ignore),
        "add" => Some(Correction::Add),
        other => other.strip_prefix('=').and_then(typed),
    }
}

fn typed(value: &str) -> Option<Correction> {
    let value = crate::compose::form::one_line(value);
    (!value.trim().is_empty()).then(|| Correction::With(value.trim().to_owned()))
}

impl SpellingFields {
    /// The fields of a message, with what was found in it.
    pub(super) fn new(desk: &Desk, spelled: &Spelled, locale: Locale, checked: Option<Checked>) -> Self {
        let language = spelling::language(desk, spelled, locale.tag());
        let choice = |it: Language| Choice {
            value: it.tag().to_owned(),
            words: it.name().to_owned(),
            chosen: it == language,
        };
        Self {
            language,
            languages: desk.spelling.languages().into_iter().map(choice).collect(),
            ignored: spelled.ignored.join(" "),
            checked: checked.map(CheckedFields::from),
        }
    }
}

impl From<Checked> for CheckedFields {
    fn from(Checked { found, suggestions }: Checked) -> Self {
        let mut suggestions = suggestions.into_iter();
        let count = u32::try_from(found.unknown.len()).unwrap_or(u32::MAX);
        let words = found
            .unknown
            .into_iter()
            .map(|unknown| WordFields { unknown, suggestions: suggestions.next().unwrap_or_default() })
            .collect();
        Self { count: Text::new("spell-count").with("count", count), cut: found.cut, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_is_to_be_done_about_each_word() {
        let fields = [
            ("spell_with", "nobody"),
            ("spell_word", "mott"),
            ("spell_do", "=mot"),
            ("spell_with", ""),
            ("spell_word", "Soignies"),
            ("spell_do", "add"),
            ("spell_word", "x"),
            ("spell_do", ""),
            ("spell_with", " y\r\nz "),
            ("spell_word", "untouched"),
            ("spell_seen", "yes"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let asked = Asked::read(&fields);
        let with = |it: &str| Correction::With(it.to_owned());
        let expected = [("mott", with("mot")), ("Soignies", Correction::Add), ("x", with("y z"))];
        assert_eq!(asked.corrections, expected.map(|(word, it)| (word.to_owned(), it)));
        assert!(asked.is_seen && !asked.by_script);
    }
}
