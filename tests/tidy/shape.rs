//! Sizes, names and first lines of files; migrations.

use std::collections::BTreeSet;

use super::tree::Tree;

/// Lines of a file, without its tests.
const MOST_LINES: usize = 400;

/// Names that say nothing about what is inside.
const SHAPELESS: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "misc", "mod", "types", "models", "stuff"];

/// A file is read from top to bottom by somebody who has not seen it.
pub fn files_are_small_named_and_introduced(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for root in ["src", "mailcore/src", "tests"] {
        for source in tree.sources(root) {
            let (path, lines) = (source.path, source.text.lines().count());
            if lines > MOST_LINES {
                broken.insert(format!("{path} has {lines} lines, {MOST_LINES} at most"));
            }
            if !source.text.starts_with("//! ") {
                broken.insert(format!("{path} does not begin by saying what it is (//!)"));
            }
            if source.module.iter().any(|it| SHAPELESS.contains(it)) {
                broken.insert(format!("{path} has a name that says nothing"));
            }
        }
    }
    broken
}

/// SQLite and PostgreSQL go the same steps.
pub fn migrations_are_pairs(tree: &Tree) -> BTreeSet<String> {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("src/store/migrations/{database}");
        tree.files(&folder, "sql").map(|(path, _)| path[folder.len() + 1..].to_owned()).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    sqlite.symmetric_difference(&postgres).map(|it| format!("{it} is there for one database only")).collect()
}
