//! The files that rules look at, in memory, so that a test can break a copy.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where rules look, from the root of the repository.
const ROOTS: &[&str] = &["src", "mailcore/src", "templates", "locales", "tests"];

/// What no rule reads: packages, and octets that are no text.
const SKIPPED: &[&str] = &["node_modules", "data"];

/// Texts by their path from the root of the repository.
#[derive(Clone, Debug)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

/// A file of Rust.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// From the root of the repository.
    pub path: &'a str,
    /// As it is, without the tests at its end.
    pub text: &'a str,
    /// The modules that lead to it from its crate: `src/web/mailbox/list.rs` is `web`, `mailbox`,
    /// `list`.
    pub module: Vec<&'a str>,
}

impl Tree {
    /// That of the repository.
    pub fn ours() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tree = Self { files: BTreeMap::new() };
        for name in ROOTS {
            tree.read(root, name);
        }
        tree
    }

    /// A copy with one file more, or another text in one.
    pub fn with(&self, path: &str, text: &str) -> Self {
        let mut tree = self.clone();
        tree.files.insert(path.to_owned(), text.to_owned());
        tree
    }

    /// A copy in which a text is changed; it must have been there.
    #[track_caller]
    pub fn replace(&self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.with(path, &text.replace(from, to))
    }

    /// The text of a file.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// Paths and texts of a folder, with this ending.
    pub fn files<'a>(&'a self, folder: &str, ending: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (folder, ending) = (format!("{folder}/"), format!(".{ending}"));
        let all = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(move |(path, _)| path.starts_with(&folder) && path.ends_with(&ending))
    }

    /// The Rust of a crate: `src` or `mailcore/src`. Files that hold tests alone are left out.
    pub fn sources<'a>(&'a self, root: &'a str) -> impl Iterator<Item = Source<'a>> {
        self.files(root, "rs").filter(|(path, _)| !path.ends_with("/tests.rs")).map(move |(path, text)| {
            let inside = path[root.len() + 1..].trim_end_matches(".rs");
            let tests = ["\n#[cfg(test)]\nmod ", "\n#[cfg(test)]\npub(crate) mod "];
            let end = tests.iter().filter_map(|it| text.find(it)).min();
            let text = &text[..end.unwrap_or(text.len())];
            Source { path, text, module: inside.split('/').collect() }
        })
    }

    fn read(&mut self, root: &Path, name: &str) {
        let Ok(entries) = fs::read_dir(root.join(name)) else { return };
        for entry in entries {
            let entry = entry.expect("an entry of a folder");
            let file_name = entry.file_name().into_string().expect("a name in UTF-8");
            let path = format!("{name}/{file_name}");
            if SKIPPED.contains(&file_name.as_str()) {
                continue;
            }
            if entry.path().is_dir() {
                self.read(root, &path);
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                self.files.insert(path, text);
            }
        }
    }
}

impl Source<'_> {
    /// The text without comments. Good enough for code like ours: a `//` inside a string ends the
    /// line, too, which hides nothing that a rule looks for.
    pub fn code(&self) -> String {
        let lines = self.text.lines().map(|line| line.split("//").next().unwrap_or_default());
        lines.collect::<Vec<&str>>().join("\n")
    }

    /// The module as it is written in code.
    pub fn name(&self) -> String {
        self.module.join("::")
    }
}
