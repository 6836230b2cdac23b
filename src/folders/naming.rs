//! The names of folders: from what a person types to what the server knows, and back.

use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::MailboxName;

/// The longest name of one level, in characters.
pub const MOST_CHARACTERS: usize = 128;

/// Why a name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// There is none.
    Empty,
    /// It is longer than names may be.
    TooLong,
    /// It has this character, which means something else to the server.
    Character(char),
    /// There is one already.
    Taken,
}

/// Reads the name of a folder inside another one, or at the top.
pub fn read(all: &Arrangement, inside: Option<&MailboxName>, typed: &str) -> Result<MailboxName, BadName> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(BadName::Empty);
    }
    if typed.chars().count() > MOST_CHARACTERS {
        return Err(BadName::TooLong);
    }
    let means_something =
        |it: &char| Some(*it) == all.delimiter || matches!(it, '%' | '*') || it.is_control();
    if let Some(found) = typed.chars().find(means_something) {
        return Err(BadName::Character(found));
    }
    let name = of(all, inside, typed).ok_or(BadName::TooLong)?;
    let is_taken = all.mailboxes.iter().any(|it| it.mailbox.name == name);
    if is_taken { Err(BadName::Taken) } else { Ok(name) }
}

/// The whole name of what is called so inside another one, or at the top.
pub(super) fn of(all: &Arrangement, inside: Option<&MailboxName>, level: &str) -> Option<MailboxName> {
    let level = level.trim();
    match (inside, all.delimiter) {
        (Some(inside), Some(delimiter)) => MailboxName::parse(&format!("{inside}{delimiter}{level}")),
        (Some(_), None) => None,
        (None, _) => MailboxName::parse(&format!("{}{level}", all.prefix)),
    }
}

/// The folder that another one is inside of; `None` at the top, which is below the prefix of one's own, or
/// of what others share.
pub fn outer(all: &Arrangement, name: &MailboxName) -> Option<MailboxName> {
    let own = below_prefix(all, name);
    let (above, _) = own.rsplit_once(all.delimiter?)?;
    let length = name.as_str().len().checked_sub(own.len())?.checked_add(above.len())?;
    MailboxName::parse(name.as_str().get(..length)?)
}

/// How many folders it is inside of.
pub fn depth(all: &Arrangement, name: &MailboxName) -> usize {
    let own = below_prefix(all, name);
    all.delimiter.map_or(0, |it| own.matches(it).count())
}

fn below_prefix<'a>(all: &Arrangement, name: &'a MailboxName) -> &'a str {
    let prefixes = all.foreign.iter().chain([&all.prefix]).map(String::as_str);
    let below = prefixes.filter_map(|it| name.as_str().strip_prefix(it));
    below.min_by_key(|it| it.len()).filter(|it| !it.is_empty()).unwrap_or(name.as_str())
}

#[cfg(test)]
mod tests {
    use mailcore::imap::arrange::Arranged;
    use mailcore::mailbox::Mailbox;

    use super::*;

    fn name(text: &str) -> MailboxName {
        MailboxName::parse(text).unwrap()
    }

    fn all(prefix: &str, delimiter: Option<char>, names: &[&str]) -> Arrangement {
        let arranged = |it: &&str| Arranged {
            mailbox: Mailbox::new(name(it), delimiter),
            subscribed: true,
            shown: true,
            has_given_role: false,
            takes_children: true,
        };
        Arrangement {
            mailboxes: names.iter().map(arranged).collect(),
            prefix: prefix.to_owned(),
            foreign: vec!["Autres.".to_owned()],
            delimiter,
            room: None,
        }
    }

    #[test]
    fn a_name_is_put_where_it_belongs() {
        let slash = all("", Some('/'), &["INBOX", "a"]);
        let dot = all("INBOX.", Some('.'), &["INBOX", "INBOX.a"]);
        for (all, inside, typed, expected) in [
            (&slash, None, " Été ", "Été"),
            (&slash, Some("a"), "b", "a/b"),
            (&slash, None, "1.5", "1.5"),
            (&slash, None, r#"a"b\c"#, r#"a"b\c"#),
            (&slash, None, "🎉", "🎉"),
            (&dot, None, "b", "INBOX.b"),
            (&dot, Some("INBOX.a"), "b/c", "INBOX.a.b/c"),
        ] {
            assert_eq!(read(all, inside.map(name).as_ref(), typed), Ok(name(expected)), "{typed}");
        }
        assert_eq!(read(&all("", None, &[]), None, "a/b"), Ok(name("a/b")));
    }

    #[test]
    fn a_name_that_cannot_be_is_told() {
        let slash = all("", Some('/'), &["INBOX", "a", "a/b"]);
        for (inside, typed, expected) in [
            (None, "  ", BadName::Empty),
            (None, "a/b", BadName::Character('/')),
            (None, "100 %", BadName::Character('%')),
            (None, "a*", BadName::Character('*')),
            (None, "a\nb", BadName::Character('\n')),
            (None, "a", BadName::Taken),
            (None, "inbox", BadName::Taken),
            (Some("a"), "b", BadName::Taken),
        ] {
            assert_eq!(read(&slash, inside.map(name).as_ref(), typed), Err(expected), "{typed}");
        }
        assert_eq!(read(&slash, None, &"é".repeat(129)), Err(BadName::TooLong));
        assert!(read(&slash, None, &"é".repeat(128)).is_ok());
    }

    #[test]
    fn where_a_folder_is_can_be_told_from_its_name() {
        let slash = all("", Some('/'), &[]);
        let dot = all("INBOX.", Some('.'), &[]);
        for (all, inner, expected, levels) in [
            (&slash, "a", None, 0),
            (&slash, "a/b/c", Some("a/b"), 2),
            (&dot, "INBOX.a", None, 0),
            (&dot, "INBOX.a.b", Some("INBOX.a"), 1),
            (&dot, "Public.a", Some("Public"), 1),
            (&dot, "Autres.claire", None, 0),
            (&dot, "Autres.claire.b", Some("Autres.claire"), 1),
        ] {
            assert_eq!(outer(all, &name(inner)), expected.map(name), "{inner}");
            assert_eq!(depth(all, &name(inner)), levels, "{inner}");
        }
    }
}
