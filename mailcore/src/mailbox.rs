//! Mailboxes: what IMAP selects (RFC 9051, section 5.1), and their roles (RFC 6154).

use std::fmt;

use crate::uid::{MessageNumber, Uid};

mod all;
mod rights;

pub use all::{Mailboxes, Namespace, Room};
pub use rights::Rights;

/// The longest name that is taken, in octets of UTF-8. No server known allows more.
const MOST_OCTETS: usize = 1000;

/// The name of a mailbox, in Unicode; the modified UTF-7 of the wire never leaves `imap`.
///
/// Invariant: not empty, no control character, at most 1,000 octets; `INBOX` in any case is `INBOX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailboxName(String);

impl MailboxName {
    /// The mailbox that every account has.
    pub fn inbox() -> Self {
        Self("INBOX".to_owned())
    }

    /// Reads a name. `None` when it is empty, too long, or has a control character.
    pub fn parse(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > MOST_OCTETS || name.chars().any(char::is_control) {
            return None;
        }
        Some(if name.eq_ignore_ascii_case("inbox") { Self::inbox() } else { Self(name.to_owned()) })
    }

    /// The whole name, with its hierarchy delimiters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the mailbox that every account has.
    pub fn is_inbox(&self) -> bool {
        self.0 == "INBOX"
    }

    /// The last level of the name.
    pub fn leaf(&self, delimiter: Option<char>) -> &str {
        delimiter.and_then(|it| self.0.rsplit(it).next()).filter(|it| !it.is_empty()).unwrap_or(&self.0)
    }

    /// Whether this is below another mailbox in the hierarchy.
    pub fn is_inside(&self, outer: &Self, delimiter: Option<char>) -> bool {
        let rest = self.0.strip_prefix(outer.as_str());
        rest.is_some_and(|it| delimiter.is_some_and(|delimiter| it.starts_with(delimiter)))
    }

    /// What it is called once `from`, which it is or is inside of, is called `to`; `None` when that does
    /// not concern it, or the new name would be none.
    pub fn moved(&self, from: &Self, to: &Self, delimiter: Option<char>) -> Option<Self> {
        let rest =
            self.0.strip_prefix(from.as_str()).filter(|_| self == from || self.is_inside(from, delimiter));
        Self::parse(&format!("{to}{}", rest?))
    }

    /// How many levels are above the last one.
    pub fn depth(&self, delimiter: Option<char>) -> usize {
        delimiter.map_or(0, |it| self.0.matches(it).count())
    }
}

impl fmt::Display for MailboxName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a mailbox is for (RFC 6154, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpecialUse {
    /// Messages that are not finished.
    Drafts,
    /// Copies of what was sent.
    Sent,
    /// Kept, out of the way.
    Archive,
    /// Unwanted.
    Junk,
    /// To be removed.
    Trash,
    /// All messages of the account, a virtual mailbox.
    All,
    /// All messages with `\Flagged`, a virtual mailbox.
    Flagged,
}

/// How much is in a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailboxStatus {
    /// All messages.
    pub messages: u32,
    /// Those without `\Seen`.
    pub unseen: u32,
    /// The number that the next one will have at least, if the server said: a message came when it grows.
    pub uid_next: Option<Uid>,
}

/// A mailbox as LIST tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Its name.
    pub name: MailboxName,
    /// What separates the levels of its name; `None` where names are flat.
    pub delimiter: Option<char>,
    /// Its role, as the server says, or by its name where the server says none.
    pub special_use: Option<SpecialUse>,
    /// Whether it can be opened; a level that only holds others cannot.
    pub selectable: bool,
    /// How much is in it; `None` when it cannot be opened or the server did not say.
    pub status: Option<MailboxStatus>,
    /// Whose it is.
    pub namespace: Namespace,
    /// What this login may do with it: of the one that is open, and of all where LIST tells (RFC 8440);
    /// `None` where it was not told, which may well be everything.
    pub rights: Option<Rights>,
}

impl Mailbox {
    /// One of one's own that can be opened, without a role; nothing more is known of it.
    pub fn new(name: MailboxName, delimiter: Option<char>) -> Self {
        Self {
            name,
            delimiter,
            special_use: None,
            selectable: true,
            status: None,
            namespace: Namespace::default(),
            rights: None,
        }
    }

    /// Whether something may be done with it, as far as that was told.
    pub fn may(&self, right: fn(&Rights) -> bool) -> bool {
        self.rights.as_ref().is_none_or(right)
    }
}

/// A message anywhere in an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageRef {
    /// The mailbox it is in.
    pub mailbox: MailboxName,
    /// Its number there.
    pub number: MessageNumber,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inbox_is_one_in_any_case() {
        assert_eq!(MailboxName::parse("InBoX"), Some(MailboxName::inbox()));
        assert_ne!(MailboxName::parse("INBOX/a"), Some(MailboxName::inbox()));
    }

    #[test]
    fn a_name_that_could_end_a_command_is_refused() {
        for name in ["", "a\r\nb", "a\0", "a\u{7f}", &"x".repeat(1001)] {
            assert_eq!(MailboxName::parse(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_leaf_is_the_last_level() {
        let name = MailboxName::parse("Fournisseurs/Factures").unwrap();
        assert_eq!(name.leaf(Some('/')), "Factures");
        assert_eq!(name.leaf(None), "Fournisseurs/Factures");
        assert_eq!(name.depth(Some('/')), 1);
        let outer = MailboxName::parse("Fournisseurs").unwrap();
        assert!(name.is_inside(&outer, Some('/')) && !name.is_inside(&outer, None));
        assert!(!outer.is_inside(&outer, Some('/')) && !outer.is_inside(&name, Some('/')));
    }

    #[test]
    fn what_is_inside_goes_along() {
        let name = |it: &str| MailboxName::parse(it).unwrap();
        let moved = |it: &str| name(it).moved(&name("a"), &name("x/y"), Some('/'));
        assert_eq!(moved("a"), Some(name("x/y")));
        assert_eq!(moved("a/b"), Some(name("x/y/b")));
        assert_eq!(["ab", "b/a", "A"].map(moved), [None, None, None]);
        assert_eq!(name("a/b").moved(&name("a"), &name("c"), None), None);
    }
}
