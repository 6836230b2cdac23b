//! What a server says it can, in the words of its protocol.

/// Capabilities of IMAP (`MOVE`), lines of EHLO (`SIZE 30000000`) or of ManageSieve (`SASL PLAIN`):
/// a name, and values behind it where the protocol has them.
///
/// Invariant: upper case, printable, sorted, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(Vec<String>);

impl Capabilities {
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = lines.map(|it| it.trim().to_ascii_uppercase()).collect();
        all.retain(|it| !it.is_empty());
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Whether the server named this one, in upper case.
    pub fn has(&self, name: &str) -> bool {
        self.values(name).is_some()
    }

    /// What stands behind a name, in upper case; empty when nothing does, `None` without the name.
    pub fn values(&self, name: &str) -> Option<&str> {
        self.0.iter().find_map(|it| match it.split_once(' ') {
            Some((first, values)) => (first == name).then_some(values),
            None => (it == name).then_some(""),
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
