//! The rows of the form of a rule, with what can be chosen in each.

use crate::filters::form::{Mistakes, Typed, TypedAction, TypedTest};
use crate::filters::offer::{Offer, TestKind};
use crate::i18n::Text;
use crate::web::page::Chrome;
use crate::web::settings::filters::words;
use crate::web::{labels, tree};

/// Something to choose.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) is_chosen: bool,
}

/// A condition.
#[derive(Debug)]
pub(super) struct TestRow {
    /// The id of its field.
    pub(super) id: String,
    pub(super) typed: TypedTest,
    /// What it is about.
    pub(super) label: String,
    pub(super) parts: Vec<Choice>,
    pub(super) ways: Vec<Choice>,
    pub(super) units: Vec<Choice>,
    pub(super) problem: Option<Text>,
}

/// An action.
#[derive(Debug)]
pub(super) struct ActionRow {
    /// The id of its field.
    pub(super) id: String,
    pub(super) typed: TypedAction,
    /// What is done.
    pub(super) label: String,
    pub(super) folders: Vec<Choice>,
    pub(super) flags: Vec<Choice>,
    pub(super) problem: Option<Text>,
}

/// Choices of names and keys.
pub(super) fn choices<'a>(
    all: impl Iterator<Item = (&'a str, &'static str)>,
    chosen: &str,
    chrome: &Chrome,
) -> Vec<Choice> {
    let choice = |(name, key): (&str, &'static str)| Choice {
        value: name.to_owned(),
        words: chrome.t(key).into_owned(),
        is_chosen: name == chosen,
    };
    all.map(choice).collect()
}

pub(super) fn tests(typed: &Typed, offer: &Offer, mistakes: &Mistakes, chrome: &Chrome) -> Vec<TestRow> {
    let row = |(at, test): (usize, &TypedTest)| {
        let is_offered = |name: &str| {
            test.kind != TestKind::Day || offer.compares_days || name == "on" || name == test.how
        };
        let ways = words::ways(test.kind).iter().copied().filter(|it| is_offered(it.0));
        let parts = words::PARTS.iter().copied().filter(|_| test.kind.has_part());
        let units = words::UNITS.iter().copied().filter(|_| test.kind == TestKind::Size);
        TestRow {
            id: format!("test-{at}"),
            label: chrome.t(words::of_test(test.kind)).into_owned(),
            parts: choices(parts, &test.part, chrome),
            ways: choices(ways, &test.how, chrome),
            units: choices(units, &test.unit, chrome),
            problem: mistakes.of_test(at).cloned(),
            typed: test.clone(),
        }
    };
    typed.tests.iter().enumerate().map(row).collect()
}

pub(super) fn actions(typed: &Typed, mistakes: &Mistakes, chrome: &Chrome) -> Vec<ActionRow> {
    let row = |(at, action): (usize, &TypedAction)| ActionRow {
        id: format!("action-{at}"),
        label: chrome.t(words::of_action(action.kind)).into_owned(),
        folders: if action.kind.has_folder() { folders(&action.folder, chrome) } else { Vec::new() },
        flags: flags(&action.flags, chrome),
        problem: mistakes.of_action(at).cloned(),
        typed: action.clone(),
    };
    typed.actions.iter().enumerate().map(row).collect()
}

/// All folders, and the one that is chosen though it is no more.
fn folders(chosen: &str, chrome: &Chrome) -> Vec<Choice> {
    let choice =
        |value: &str, words: String| Choice { is_chosen: value == chosen, value: value.to_owned(), words };
    let mut all = vec![choice("", chrome.t("filters-choose-folder").into_owned())];
    all.extend(tree::paths(chrome, &[]).into_iter().map(|(name, words)| choice(name.as_str(), words)));
    if !all.iter().any(|it| it.is_chosen) {
        let words = if chrome.folders.is_empty() {
            chosen.to_owned()
        } else {
            chrome.named("filters-folder-gone", chosen)
        };
        all.push(choice(chosen, words));
    }
    all
}

/// Read, starred, each label, and what the rule has besides.
fn flags(chosen: &str, chrome: &Chrome) -> Vec<Choice> {
    let own = labels::all(&chrome.preferences, chrome.locale);
    let usual = ["\\Seen", "\\Flagged"].into_iter().map(str::to_owned);
    let mut all: Vec<String> = usual.chain(own.iter().map(|it| it.keyword.to_string())).collect();
    if !chosen.is_empty() && !all.iter().any(|it| it == chosen) {
        all.push(chosen.to_owned());
    }
    let choice =
        |value: String| Choice { words: words::flags(&value, chrome), is_chosen: value == chosen, value };
    all.into_iter().map(choice).collect()
}
