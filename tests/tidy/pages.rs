//! Pages and their templates.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;

/// Values that templates may print as they are, by template. Each is a `SafeHtml` in its page's
/// struct, which the rule looks for.
const SAFE: &[(&str, &str)] = &[
    ("message/body.html", "html"),
    ("message/body.html", "sheet"),
    ("message/text.html", "html"),
    ("message/conversation.html", "html"),
];

/// The templates that a text names after a keyword: `template(path = "x")`, `{% extends "x" %}`.
fn named<'a>(text: &'a str, keyword: &str) -> Vec<&'a str> {
    let after = text.match_indices(keyword).map(|(at, it)| text[at + it.len()..].trim_start());
    after.filter_map(|it| it.strip_prefix('"')?.split('"').next()).collect()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The template of a page, and the file of its struct.
fn pages(tree: &Tree) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (path, text) in tree.files("src/web", "rs") {
        found.extend(
            named(text, "path =").into_iter().filter(|it| it.ends_with(".html")).map(|it| (it, path)),
        );
    }
    found
}

/// A file of an area renders templates of its area alone, and no template has two pages. What areas
/// share (`src/web/*.rs`) renders whatever it shares.
pub fn pages_and_templates_match(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (template, path) in pages(tree) {
        let area = folder(&path["src/web/".len()..]);
        if !area.is_empty() && folder(template) != area {
            broken.insert(format!("{path} renders {template}"));
        }
        if let Some(other) = known.insert(template, path) {
            broken.insert(format!("{template} has two pages: {other} and {path}"));
        }
    }
    broken
}

/// Every template is a page's, or part of one that is used.
pub fn every_template_is_used(tree: &Tree) -> BTreeSet<String> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&str> = pages(tree).into_iter().map(|(template, _)| template).collect();
    let texts: BTreeMap<&str, &str> =
        tree.files("templates", "html").map(|(path, text)| (&path["templates/".len()..], text)).collect();
    let mut broken = BTreeSet::new();
    while let Some(template) = waiting.pop() {
        if !used.insert(template) {
            continue;
        }
        match texts.get(template) {
            Some(text) => {
                waiting.extend(["extends", "include", "import"].iter().flat_map(|it| named(text, it)));
            }
            None => {
                broken.insert(format!("there is no templates/{template}"));
            }
        }
    }
    broken.extend(
        texts.keys().filter(|it| !used.contains(*it)).map(|it| format!("nobody uses templates/{it}")),
    );
    broken
}

/// `|safe` is for `SafeHtml`.
pub fn only_safe_html_is_printed_as_it_is(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for (path, text) in tree.files("templates", "html") {
        let template = &path["templates/".len()..];
        let text: String = text.split_whitespace().collect();
        for (at, _) in text.match_indices("|safe") {
            let value = text[..at].rsplit("{{").next().unwrap_or_default().trim_start_matches('-');
            if !SAFE.contains(&(template, value)) {
                broken.insert(format!("{path} prints {value} as it is"));
            }
        }
        for door in ["{%autoescape", "escape=\"none\"", "{%filtersafe"] {
            if text.contains(door) {
                broken.insert(format!("{path} turns escaping off"));
            }
        }
    }
    for (template, value) in SAFE {
        let typed = format!("{value}: SafeHtml");
        let there = tree.files("templates", "html").any(|(path, _)| path.ends_with(template));
        let folder = folder(template);
        let mut structs = tree.sources("src").filter(|it| it.module[0] == "web");
        if there && !structs.any(|it| it.text.contains(&typed) || it.text.contains("SafeHtml")) {
            broken.insert(format!("no page of {folder} has {typed}"));
        }
    }
    broken
}

/// The policy that every page carries allows neither style nor script inside it.
pub fn nothing_is_inline(tree: &Tree) -> BTreeSet<String> {
    const FORBIDDEN: &[&str] =
        &[" style=", "<style", "<script>", " onclick=", " onload=", " onsubmit=", "javascript:"];
    let mut broken = BTreeSet::new();
    for (path, text) in tree.files("templates", "html") {
        for word in FORBIDDEN.iter().filter(|it| text.contains(**it)) {
            broken.insert(format!("{path} has {}", word.trim()));
        }
    }
    broken
}
