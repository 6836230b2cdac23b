//! Texts for people: each key in each language, each key used.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;

/// The language that is complete by definition.
const FIRST: &str = "fr";

/// Keys with the values that a text of theirs wants.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// The keys of a language. A text goes on in indented lines.
fn keys(tree: &Tree, language: &str) -> Keys {
    let mut found = Keys::new();
    for (_, text) in tree.files(&format!("locales/{language}"), "ftl") {
        let mut last = String::new();
        for line in text.lines() {
            if let Some((key, _)) =
                line.split_once('=').filter(|_| line.starts_with(|it: char| it.is_ascii_lowercase()))
            {
                key.trim().clone_into(&mut last);
                found.insert(last.clone(), BTreeSet::new());
            }
            if let Some(wanted) = found.get_mut(&last).filter(|_| !line.starts_with('#')) {
                let after = line.split('$').skip(1);
                wanted.extend(after.map(|it| {
                    it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>()
                }));
            }
        }
    }
    found
}

/// Words in quotes that could be keys: lower case, joined by hyphens.
fn quoted(text: &str) -> BTreeSet<&str> {
    let could_be = |it: &&str| {
        it.contains('-') && it.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-')
    };
    text.split(['"', '\n']).filter(could_be).collect()
}

/// What the code names as a key for certain: `t("x")`, `n("x"`, `named("x"`, `Text::new("x")`.
fn asked(text: &str) -> BTreeSet<&str> {
    let calls = [".t(\"", ".n(\"", ".named(\"", "Text::new(\""];
    let after = calls.iter().flat_map(|call| text.match_indices(call).map(|(at, it)| &text[at + it.len()..]));
    after.filter_map(|it| it.split('"').next()).collect()
}

/// Nothing is missing in a language, nothing is asked for that is not there, nothing lies unused.
pub fn keys_are_complete_and_used(tree: &Tree) -> BTreeSet<String> {
    let first = keys(tree, FIRST);
    let mut broken = BTreeSet::new();
    let languages: BTreeSet<&str> =
        tree.files("locales", "ftl").filter_map(|(path, _)| path.split('/').nth(1)).collect();
    for language in languages.iter().filter(|it| **it != FIRST) {
        let keys = keys(tree, language);
        for (key, wanted) in &first {
            match keys.get(key) {
                None => broken.insert(format!("{key} is missing in {language}")),
                Some(other) if !other.is_subset(wanted) => {
                    broken.insert(format!("{key} wants other values in {language}"))
                }
                Some(_) => false,
            };
        }
        broken.extend(
            keys.keys().filter(|it| !first.contains_key(*it)).map(|it| format!("{it} is in {language} only")),
        );
    }
    let mut used = BTreeSet::new();
    let sources = tree.sources("src").map(|it| (it.path, it.text));
    for (path, text) in tree.files("templates", "html").chain(sources) {
        used.extend(quoted(text));
        let unknown = asked(text).into_iter().filter(|it| !first.contains_key(*it));
        broken.extend(unknown.map(|it| format!("{path} says {it}, which is no text")));
    }
    let unused = first.keys().filter(|it| !used.contains(it.as_str()));
    broken.extend(unused.map(|it| format!("nobody says {it}")));
    broken
}
