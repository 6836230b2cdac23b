//! Patterns of LIST (RFC 9051, section 6.3.9): `*` is any text, `%` any text of one level.

use super::name;
use crate::demo::state::mailboxes::DELIMITER;
use crate::mailbox::MailboxName;

/// The most characters of a pattern; a name is not longer.
const MOST_CHARACTERS: usize = 1_000;

/// A pattern of names, in Unicode.
#[derive(Debug)]
pub(super) struct Pattern(Vec<char>);

impl Pattern {
    /// Reads a reference and what follows it, both in modified UTF-7. `None` when no name can match.
    pub(super) fn read(reference: &[u8], pattern: &[u8]) -> Option<Self> {
        let mut characters: Vec<char> = name::decode(&[reference, pattern].concat())?.chars().collect();
        let inbox: String = characters.iter().take(5).collect();
        // INBOX is the same in any case, alone and as the level above others.
        if inbox.eq_ignore_ascii_case("inbox") && matches!(characters.get(5), None | Some('/' | '*' | '%')) {
            characters.splice(..5, "INBOX".chars());
        }
        (characters.len() <= MOST_CHARACTERS).then_some(Self(characters))
    }

    /// Whether the last wildcard leaves out what is below.
    pub(super) fn ends_in_level(&self) -> bool {
        self.0.last() == Some(&'%')
    }

    /// Whether a name matches.
    pub(super) fn matches(&self, name: &MailboxName) -> bool {
        // Whether the pattern so far matches the first so many characters of the name.
        let name: Vec<char> = name.as_str().chars().collect();
        let mut matched = vec![false; name.len() + 1];
        if let Some(first) = matched.first_mut() {
            *first = true;
        }
        for wanted in &self.0 {
            let before = matched.clone();
            let mut carried = before.first().copied().unwrap_or_default() && matches!(wanted, '*' | '%');
            if let Some(first) = matched.first_mut() {
                *first = carried;
            }
            for ((here, previous), (now, found)) in
                matched.iter_mut().skip(1).zip(&before).zip(before.iter().skip(1).zip(&name))
            {
                carried = match wanted {
                    '*' => *now || carried,
                    '%' => *now || (carried && *found != DELIMITER),
                    exact => *previous && exact == found,
                };
                *here = carried;
            }
        }
        matched.last().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, name: &str, expected: bool) {
        let found =
            Pattern::read(b"", pattern.as_bytes()).unwrap().matches(&MailboxName::parse(name).unwrap());
        assert_eq!(found, expected, "{pattern} {name}");
    }

    #[test]
    fn wildcards_stand_for_any_text() {
        for (pattern, name) in [
            ("*", "a/b/c"),
            ("%", "a"),
            ("a/%", "a/b"),
            ("a*", "a"),
            ("*b", "ab"),
            ("%/%", "a/b"),
            ("a%c*e", "abc/d/e"),
            ("inbox", "INBOX"),
            ("Inbox/%", "INBOX/a"),
            ("&AOk-t&AOk-", "été"),
            ("*a*a*a*", "banana"),
        ] {
            check(pattern, name, true);
        }
        for (pattern, name) in [
            ("%", "a/b"),
            ("a", "A"),
            ("a/%", "a"),
            ("a/%", "a/b/c"),
            ("*b", "abc"),
            ("", "a"),
            ("%/%", "a/b/c"),
        ] {
            check(pattern, name, false);
        }
    }

    #[test]
    fn a_reference_stands_before_the_pattern() {
        let pattern = Pattern::read(b"a/", b"%").unwrap();
        assert!(pattern.matches(&MailboxName::parse("a/b").unwrap()));
        assert!(pattern.ends_in_level());
    }
}
