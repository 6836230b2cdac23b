//! The example of the configuration: each key that the program reads stands there.

use std::collections::BTreeSet;

use super::tree::Tree;

/// The file that is printed, packaged and read by a test.
const EXAMPLE: &str = "src/config/facteur.example.toml";

/// How code asks for a key; its name follows.
const ASKED: &[&str] = &[
    "take(\"",
    "text(\"",
    "truth(\"",
    "number(\"",
    "seconds(&mut section, \"",
    "section(\"",
    "section_if_any(\"",
    "sections(\"",
];

/// Whether a line sets this key or begins this section, on or off.
fn names(line: &str, key: &str) -> bool {
    let line = line.strip_prefix("# ").unwrap_or(line);
    let ends = [format!(".{key}]"), format!(".{key}]]")];
    let inner = line.starts_with('[') && ends.iter().any(|it| line.ends_with(it));
    let names = [format!("{key} = "), format!("[{key}]"), format!("[[{key}]]")];
    inner || names.iter().any(|it| line.starts_with(it))
}

/// An operator finds out about a key by reading the example.
pub fn every_key_is_explained(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    let example = tree.text(EXAMPLE);
    for source in tree.sources("src").filter(|it| it.module[0] == "config") {
        let after = ASKED.iter().flat_map(|call| {
            source.text.match_indices(call).map(|(at, found)| &source.text[at + found.len()..])
        });
        for key in after.filter_map(|it| it.split('"').next()) {
            if !example.lines().any(|line| names(line, key)) {
                broken.insert(format!("{} reads {key}, of which {EXAMPLE} says nothing", source.path));
            }
        }
    }
    broken
}
