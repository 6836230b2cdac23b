//! Where the filters of a script put a message: rules as forms show them, one after the other. What a form cannot show
//! is passed over.

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::tz::Offset;

use crate::address::read_list;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::MailboxName;
use crate::message::parse::Headers;
use crate::sieve::filter::{Action, Condition, Field, Filter, How, Join, Part, Side};

/// A message, as rules look at it.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    /// Its header.
    pub(super) headers: &'a Headers,
    /// Its size.
    pub(super) octets: u64,
    /// When it arrives.
    pub(super) now: &'a Zoned,
}

/// What becomes of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filing {
    /// The folders that it goes into, with its flags there.
    pub(super) folders: Vec<(MailboxName, FlagSet)>,
    /// The flags that it has in the inbox, if it stays there.
    pub(super) flags: FlagSet,
    /// The addresses that it goes on to.
    pub(super) targets: Vec<String>,
    /// A rule says that it stays.
    pub(super) is_kept: bool,
    /// Something took it away.
    pub(super) is_taken: bool,
}

impl Filing {
    /// By rules in their order, up to the first that ends them.
    pub(super) fn of<'a>(filters: impl IntoIterator<Item = &'a Filter>, letter: &Letter<'_>) -> Self {
        let mut filing = Self::default();
        for filter in filters.into_iter().filter(|it| it.is_on && holds(it, letter)) {
            if !filter.actions.iter().all(|it| filing.carry_out(it)) {
                break;
            }
        }
        filing
    }

    /// Whether more is looked at.
    fn carry_out(&mut self, action: &Action) -> bool {
        match action {
            Action::FileInto { folder, copy, .. } => {
                self.folders.extend(MailboxName::parse(folder).map(|it| (it, self.flags.clone())));
                self.is_taken |= !copy;
            }
            Action::Redirect { to, copy } => {
                self.targets.push(to.clone());
                self.is_taken |= !copy;
            }
            Action::AddFlags(flags) => self.flags.extend(flags.iter().filter_map(|it| Flag::parse(it))),
            // It goes back to nobody here.
            Action::Reject(_) | Action::Keep => self.is_kept = true,
            Action::Discard => self.is_taken = true,
            Action::Stop => return false,
        }
        true
    }
}

fn holds(filter: &Filter, letter: &Letter<'_>) -> bool {
    let mut conditions = filter.conditions.iter().map(|it| is_so(it, letter));
    match filter.join {
        _ if filter.conditions.is_empty() => true,
        Join::All => conditions.all(|it| it),
        Join::Any => conditions.any(|it| it),
    }
}

fn is_so(condition: &Condition, letter: &Letter<'_>) -> bool {
    match condition {
        Condition::Field(field) => field.is_not != has_field(field, letter.headers),
        Condition::Size { over: true, octets } => letter.octets > *octets,
        Condition::Size { over: false, octets } => letter.octets < *octets,
        // Scripts cannot ask for the text here.
        Condition::Body { .. } => false,
        Condition::Day { side, day, zone } => {
            let there = zone.parse::<i32>().ok().map(|it| (it / 100 * 60 + it % 100) * 60);
            let there = there.and_then(|it| Offset::from_seconds(it).ok());
            let today = there.map_or(letter.now.date(), |it| it.to_datetime(letter.now.timestamp()).date());
            match side {
                Side::From => today >= *day,
                Side::Until => today <= *day,
                Side::On => today == *day,
            }
        }
    }
}

fn has_field(field: &Field, headers: &Headers) -> bool {
    let there = |name: &String| headers.values(name).next().is_some();
    if field.how == How::Exists {
        return field.names.iter().all(there);
    }
    let parts = field.names.iter().flat_map(|name| headers.values(name)).flat_map(|it| parts(it, field.part));
    parts.into_iter().any(|part| field.values.iter().any(|value| compares(field.how, &part, value)))
}

fn parts(value: &str, part: Part) -> Vec<String> {
    let of = |address: String| match (part, address.rsplit_once('@')) {
        (Part::Local, Some((local, _))) => local.to_owned(),
        (Part::Domain, Some((_, domain))) => domain.to_owned(),
        _ => address,
    };
    match part {
        Part::Whole => vec![value.trim().to_owned()],
        _ => {
            read_list(value).into_iter().filter_map(Result::ok).map(|it| of(it.address.to_ascii())).collect()
        }
    }
}

/// Capitals of ASCII are like small letters (RFC 4790, section 9.2).
fn compares(how: How, text: &str, value: &str) -> bool {
    let (text, value) = (text.to_ascii_lowercase(), value.to_ascii_lowercase());
    match how {
        How::Contains => text.contains(&value),
        How::Is => text == value,
        How::Matches => matches(&text, &value),
        How::Exists => true,
    }
}

/// Whether a text is like a pattern: `*` stands for any characters, `?` for one, and a backslash takes that from them.
fn matches(text: &str, pattern: &str) -> bool {
    #[derive(PartialEq, Eq)]
    enum Sign {
        Any,
        One,
        Itself(char),
    }
    let mut signs = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        signs.push(match character {
            '*' => Sign::Any,
            '?' => Sign::One,
            '\\' => Sign::Itself(characters.next().unwrap_or('\\')),
            other => Sign::Itself(other),
        });
    }
    // Before which signs the text may stand that was read so far: each is looked at once for each character.
    let mut places = BTreeSet::from([0]);
    let past_stars = |places: &mut BTreeSet<usize>| {
        for at in 0..signs.len() {
            if places.contains(&at) && signs.get(at) == Some(&Sign::Any) {
                places.insert(at + 1);
            }
        }
    };
    past_stars(&mut places);
    for character in text.chars() {
        let next = places.iter().filter_map(|at| match signs.get(*at)? {
            Sign::Any => Some(*at),
            Sign::One => Some(at + 1),
            Sign::Itself(wanted) => (*wanted == character).then_some(at + 1),
        });
        places = next.collect();
        past_stars(&mut places);
    }
    places.contains(&signs.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::message::parse;
    use crate::sieve::Draft;
    use crate::sieve::entry::Entry;

    const LETTER: &[u8] = b"From: \"Zo=E9\" <Zoe@Sink.Example>\r\nTo: a@own.example, b@own.example\r\n\
        Subject: =?utf-8?q?Facture_n=C2=B0_1?=\r\nX-Spam: yes\r\n\r\nBonjour\r\n";

    fn filing(rules: &str) -> Filing {
        let draft = Draft::new(rules.to_owned()).unwrap();
        let filters: Vec<Filter> = Entry::all(&draft).into_iter().filter_map(|it| it.filter).collect();
        let now = "2026-12-24T23:30:00".parse::<DateTime>().unwrap().to_zoned(TimeZone::UTC).unwrap();
        let headers = parse::headers(LETTER);
        Filing::of(&filters, &Letter { headers: &headers, octets: 2_000, now: &now })
    }

    #[test]
    fn conditions_hold_as_they_are_written() {
        for (test, expected) in [
            ("header :contains \"subject\" \"FACTURE\"", true),
            ("header :contains \"subject\" \"devis\"", false),
            ("header :is \"subject\" \"facture n° 1\"", true),
            ("header :matches \"subject\" \"fact*n? 1\"", true),
            ("header :matches \"subject\" \"fact*2\"", false),
            ("address :is \"from\" \"zoe@sink.example\"", true),
            ("address :domain :is [\"to\", \"cc\"] \"own.example\"", true),
            ("address :localpart :is \"to\" \"b\"", true),
            ("not address :localpart :is \"to\" \"c\"", true),
            ("exists [\"X-Spam\", \"Subject\"]", true),
            ("exists [\"X-Spam\", \"X-Other\"]", false),
            ("size :over 1K", true),
            ("size :under 1K", false),
            ("currentdate :zone \"+0000\" :is \"date\" \"2026-12-24\"", true),
            ("currentdate :zone \"+0100\" :is \"date\" \"2026-12-24\"", false),
            ("currentdate :zone \"+0100\" :value \"ge\" \"date\" \"2026-12-25\"", true),
            ("currentdate :zone \"-0330\" :value \"le\" \"date\" \"2026-12-23\"", false),
            ("anyof (size :under 1K, exists \"To\")", true),
            ("allof (size :under 1K, exists \"To\")", false),
        ] {
            let filing = filing(&format!("if {test} {{ discard; }}"));
            assert_eq!(filing.is_taken, expected, "{test}");
        }
    }

    #[test]
    fn actions_are_carried_out_in_order() {
        let flags = |all: &[&str]| all.iter().filter_map(|it| Flag::parse(it)).collect::<FlagSet>();
        let folder = |name: &str| MailboxName::parse(name).unwrap();
        let filed = filing(
            "if true { addflag \"\\\\Seen\"; fileinto :copy \"a\"; addflag \"x\"; fileinto \"b\"; }\nkeep;",
        );
        assert_eq!(
            filed.folders,
            [(folder("a"), flags(&["\\Seen"])), (folder("b"), flags(&["\\Seen", "x"]))]
        );
        assert!(filed.is_taken && filed.is_kept);
        let ended = filing(
            "if false # true\n{ discard; }\nif true { redirect :copy \"a@b.example\"; stop; }\ndiscard;",
        );
        assert_eq!((ended.targets, ended.is_taken), (vec!["a@b.example".to_owned()], false));
    }

    #[test]
    fn a_pattern_is_looked_at_in_a_time_that_does_not_explode() {
        assert!(matches("a*b", "a\\*b") && !matches("axb", "a\\*b") && matches("", "*"));
        assert!(!matches(&"a".repeat(5_000), &("*a".repeat(100) + "b")));
    }
}
