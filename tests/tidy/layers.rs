//! Who may know whom.

use std::collections::BTreeSet;

use super::imports::imports;
use super::tree::{Source, Tree};

/// From the top down. A module may import modules of later lines only.
const FACTEUR: &[&[&str]] = &[
    &["demo"],
    &["serve", "check", "admin"],
    &["web"],
    &["app", "everything"],
    &[
        "login",
        "reading",
        "searching",
        "acting",
        "importing",
        "compose",
        "live",
        "folders",
        "absence",
        "redirection",
        "filters",
        "settings_file",
        "password",
    ],
    &["invitations", "receipts", "teaching"],
    &["outbox", "identities", "responses", "rules"],
    &["fetch"],
    &["desk"],
    &["documents", "factor", "preferences", "trust", "contacts", "jobs", "known_rules"],
    &["carddav"],
    &["outside"],
    &["spelling"],
    &["store"],
    &["agents", "claim", "clients", "config", "http", "i18n", "programs", "secret"],
];

/// The same for the core crate; the last line is the vocabulary, whose words may know each other.
const MAILCORE: &[&[&str]] =
    &[&["probe"], &["demo", "imap", "managesieve", "smtp"], &["tls"], &["message", "sieve"], VOCABULARY];

const VOCABULARY: &[&str] =
    &["address", "credentials", "envelope", "flag", "mailbox", "order", "search", "server", "uid"];

/// The areas of `web`: a folder each. They may know the other modules of `web`, not each other; and
/// those modules do not know them.
const AREAS: &[&str] = &["mailbox", "message", "compose", "contacts", "settings"];

const CRATES: [(&str, &[&[&str]]); 2] = [("src", FACTEUR), ("mailcore/src", MAILCORE)];

fn layer(layers: &[&[&str]], name: &str) -> Option<usize> {
    layers.iter().position(|it| it.contains(&name))
}

fn is_root(source: &Source) -> bool {
    matches!(*source.module, ["lib" | "main"])
}

/// No module imports one of its own line or above.
pub fn imports_go_down(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for (root, layers) in CRATES {
        for source in tree.sources(root).filter(|it| !is_root(it)) {
            let own = source.module[0];
            let Some(from) = layer(layers, own) else { continue };
            for import in imports(&source) {
                let Some(to) = import.first().and_then(|it| layer(layers, it)) else { continue };
                let words = VOCABULARY.contains(&own) && VOCABULARY.contains(&import[0].as_str());
                if import[0] != own && to <= from && !(words && root != "src") {
                    broken.insert(format!("{} imports {}", source.name(), import.join("::")));
                }
            }
        }
    }
    broken
}

/// A new module is put on a line of the table by whoever makes it, and no line names what is not there.
pub fn every_module_has_a_layer(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for (root, layers) in CRATES {
        let there: BTreeSet<&str> =
            tree.sources(root).filter(|it| !is_root(it)).map(|it| it.module[0]).collect();
        let known: BTreeSet<&str> = layers.iter().copied().flatten().copied().collect();
        broken.extend(there.difference(&known).map(|it| format!("{root}: {it} has no layer")));
        broken.extend(known.difference(&there).map(|it| format!("{root}: {it} has a layer and no file")));
    }
    broken
}

/// Areas of `web` are told from what they share by this table alone.
pub fn areas_are_apart(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for source in tree.sources("src").filter(|it| it.module[0] == "web" && it.module.len() > 1) {
        let own = source.module[1];
        for import in imports(&source) {
            let [web, other, ..] = &*import else { continue };
            if web == "web" && other != own && AREAS.contains(&other.as_str()) {
                broken.insert(format!("{} imports {}", source.name(), import.join("::")));
            }
        }
    }
    broken
}
