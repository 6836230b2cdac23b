//! Rules in words.

use std::collections::HashMap;

use mailcore::sieve::filter::{Filter, Join};

use crate::filters::form::{Typed, TypedAction, TypedTest};
use crate::filters::offer::{ActionKind, TestKind};
use crate::web::labels;
use crate::web::page::Chrome;

/// The most values of a condition that stand in a list.
const MOST_VALUES: usize = 2;

/// What folders are called on pages, by the names of their mailboxes.
pub(super) type FolderNames = HashMap<String, String>;

/// What a folder is called: as it is written, where nobody knows it.
pub(super) fn folder<'a>(name: &'a str, folders: &'a FolderNames) -> &'a str {
    folders.get(name).map_or(name, String::as_str)
}

/// What a condition is about: the key of its words.
pub(super) fn of_test(kind: TestKind) -> &'static str {
    match kind {
        TestKind::From => "filters-from",
        TestKind::Recipient => "filters-recipient",
        TestKind::To => "filters-to",
        TestKind::Cc => "filters-cc",
        TestKind::Subject => "filters-subject",
        TestKind::List => "filters-list",
        TestKind::Header => "filters-header",
        TestKind::Address => "filters-address",
        TestKind::Body => "filters-body",
        TestKind::Size => "filters-size",
        TestKind::Day => "filters-day",
    }
}

/// What is done: the key of its words.
pub(super) fn of_action(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Move => "filters-move",
        ActionKind::Copy => "filters-copy",
        ActionKind::Flag => "filters-flag",
        ActionKind::Redirect => "filters-redirect",
        ActionKind::RedirectCopy => "filters-redirect-copy",
        ActionKind::Reject => "filters-reject",
        ActionKind::Keep => "filters-keep",
        ActionKind::Discard => "filters-discard",
        ActionKind::Stop => "filters-stop",
    }
}

/// How something is compared, by its name in forms: the name and the key of its words.
pub(super) fn ways(kind: TestKind) -> &'static [(&'static str, &'static str)] {
    const TEXTS: &[(&str, &str)] = &[
        ("contains", "filters-contains"),
        ("not-contains", "filters-not-contains"),
        ("is", "filters-is"),
        ("not-is", "filters-not-is"),
        ("matches", "filters-matches"),
        ("not-matches", "filters-not-matches"),
        ("exists", "filters-exists"),
        ("not-exists", "filters-not-exists"),
    ];
    match kind {
        TestKind::Size => &[("over", "filters-over"), ("under", "filters-under")],
        TestKind::Day => {
            &[("from", "filters-day-from"), ("until", "filters-day-until"), ("on", "filters-day-on")]
        }
        TestKind::Header => TEXTS,
        _ => TEXTS.split_at_checked(6).map_or(TEXTS, |it| it.0),
    }
}

/// What of addresses is compared, likewise.
pub(super) const PARTS: &[(&str, &str)] = &[
    ("address", "filters-part-address"),
    ("whole", "filters-part-whole"),
    ("domain", "filters-part-domain"),
    ("local", "filters-part-local"),
];

/// Units of sizes, likewise.
pub(super) const UNITS: &[(&str, &str)] =
    &[("K", "filters-unit-k"), ("M", "filters-unit-m"), ("G", "filters-unit-g"), ("B", "filters-unit-b")];

/// A rule in a line: what it asks, and what it does.
pub(super) fn summary(filter: &Filter, chrome: &Chrome, folders: &FolderNames) -> String {
    let typed = Typed::of(filter);
    let join = match filter.join {
        Join::All => "filters-and",
        Join::Any => "filters-or",
    };
    let tests: Vec<String> = typed.tests.iter().map(|it| test(it, chrome)).collect();
    let tests = match tests.is_empty() {
        true => chrome.t("filters-every").into_owned(),
        false => tests.join(&format!(" {} ", chrome.t(join))),
    };
    let actions: Vec<String> = typed.actions.iter().map(|it| action(it, chrome, folders)).collect();
    format!("{tests} → {}", actions.join(", "))
}

fn test(test: &TypedTest, chrome: &Chrome) -> String {
    let key = |all: &[(&str, &'static str)], name: &str| {
        all.iter().find(|it| it.0 == name).map_or_else(String::new, |it| chrome.t(it.1).into_owned())
    };
    let what =
        if test.kind.has_names() { test.names.clone() } else { chrome.t(of_test(test.kind)).into_owned() };
    let how = key(ways(test.kind), &test.how);
    let value = match test.kind {
        TestKind::Size => format!("{} {}", test.number, key(UNITS, &test.unit)),
        TestKind::Day => test.day.clone(),
        _ => {
            let mut values: Vec<String> =
                test.values.lines().take(MOST_VALUES).map(|it| chrome.named("filters-quoted", it)).collect();
            values.extend((test.values.lines().count() > MOST_VALUES).then(|| "…".to_owned()));
            values.join(", ")
        }
    };
    format!("{what} {how} {value}").trim_end().to_owned()
}

fn action(action: &TypedAction, chrome: &Chrome, folders: &FolderNames) -> String {
    let what = chrome.t(of_action(action.kind));
    let object = match action.kind {
        ActionKind::Move | ActionKind::Copy => folder(&action.folder, folders),
        ActionKind::Redirect | ActionKind::RedirectCopy => &action.to,
        ActionKind::Flag => &flags(&action.flags, chrome),
        _ => "",
    };
    format!("{what} {object}").trim_end().to_owned()
}

/// Kinds that the server does not know, in a list of their words; empty where it knows all.
pub(super) fn missing(keys: impl Iterator<Item = &'static str>, chrome: &Chrome) -> String {
    keys.map(|it| chrome.named("filters-quoted", &chrome.t(it))).collect::<Vec<_>>().join(", ")
}

/// Flags and labels by their names.
pub(super) fn flags(flags: &str, chrome: &Chrome) -> String {
    let labels = labels::all(&chrome.preferences, chrome.locale);
    let name = |flag: &str| match flag {
        "\\Seen" => chrome.t("filters-seen").into_owned(),
        "\\Flagged" => chrome.t("filters-flagged").into_owned(),
        other => {
            let label = labels.iter().find(|it| it.keyword.to_string().eq_ignore_ascii_case(other));
            label.map_or_else(|| other.to_owned(), |it| it.name.clone())
        }
    };
    flags.split(' ').map(name).collect::<Vec<_>>().join(", ")
}
