//! Where the filters of a script put a message: rules as forms show them, one after the other. What a form cannot show
//! is passed over.

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::tz::Offset;

use crate::address::read_list;
use crate::demo::state::MOST_FLAGS;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::MailboxName;
use crate::message::parse::Headers;
use crate::sieve::filter::{Action, Condition, Field, Filter, How, Join, Part, Side};

/// The longest part of a field that is compared, and the longest value, in octets.
const MOST_COMPARED: usize = 4096;

/// The longest pattern, in octets: each sign of it is looked at for each of a text.
const MOST_PATTERN: usize = 500;

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
    /// The folders that it goes into besides the inbox, each once, with its flags there.
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
            Action::FileInto { folder, copy, .. } => self.file(folder, *copy),
            Action::Redirect { to, copy } => {
                self.targets.push(to.clone());
                self.is_taken |= !copy;
            }
            Action::AddFlags(flags) => {
                for flag in flags.iter().filter_map(|it| Flag::parse(it)) {
                    if self.flags.len() < MOST_FLAGS {
                        self.flags.insert(flag);
                    }
                }
            }
            // It goes back to nobody here.
            Action::Reject { .. } | Action::Keep => self.is_kept = true,
            Action::Discard => self.is_taken = true,
            Action::Stop => return false,
        }
        true
    }

    /// No folder has a message twice (RFC 5228, section 2.10.3); one that can be none leaves it in the inbox.
    fn file(&mut self, folder: &str, copy: bool) {
        self.is_taken |= !copy;
        match MailboxName::parse(folder) {
            Some(name) if !name.is_inbox() => match self.folders.iter_mut().find(|it| it.0 == name) {
                // Flags are only added: those from before are among them.
                Some((_, flags)) => flags.clone_from(&self.flags),
                None => self.folders.push((name, self.flags.clone())),
            },
            Some(_) => self.is_kept = true,
            None => self.is_kept |= !copy,
        }
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
            let today =
                offset(zone).map_or(letter.now.date(), |it| it.to_datetime(letter.now.timestamp()).date());
            match side {
                Side::From => today >= *day,
                Side::Until => today <= *day,
                Side::On => today == *day,
            }
        }
    }
}

/// An offset as scripts write it: a sign and four digits (RFC 5260, section 4.1).
fn offset(zone: &str) -> Option<Offset> {
    let digits = zone.strip_prefix(['+', '-']).filter(|it| it.len() == 4)?;
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let seconds = (number / 100 * 60 + number % 100) * 60;
    Offset::from_seconds(if zone.starts_with('-') { -seconds } else { seconds }).ok()
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

/// Capitals of ASCII are like small letters (RFC 4790, section 9.2). What is too long is like nothing: its beginning
/// could be like something else.
fn compares(how: How, text: &str, value: &str) -> bool {
    let most = if how == How::Matches { MOST_PATTERN } else { MOST_COMPARED };
    if value.len() > most || (how == How::Is && text.len() > MOST_COMPARED) {
        return false;
    }
    let text = text.get(..text.floor_char_boundary(MOST_COMPARED)).unwrap_or(text).to_ascii_lowercase();
    let value = value.to_ascii_lowercase();
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
    fn a_folder_has_the_message_once() {
        let folder = |name: &str| MailboxName::parse(name).unwrap();
        let seen: FlagSet = [Flag::Seen].into_iter().collect();
        let twice = filing("fileinto \"a\"; addflag \"\\\\Seen\"; fileinto :copy \"a\"; fileinto \"b\";");
        assert_eq!(twice.folders, [(folder("a"), seen.clone()), (folder("b"), seen)]);
        let inbox = filing("fileinto \"INBOX\"; keep;");
        assert_eq!((inbox.folders.len(), inbox.is_kept), (0, true));
    }

    #[test]
    fn what_cannot_be_carried_out_loses_no_message() {
        let nowhere = filing("fileinto \"\";");
        assert!(nowhere.folders.is_empty() && nowhere.is_kept);
        let flags: Vec<String> = (0..MOST_FLAGS + 9).map(|it| format!("\"f{it}\"")).collect();
        assert_eq!(filing(&format!("addflag [{}];", flags.join(", "))).flags.len(), MOST_FLAGS);
    }

    #[test]
    fn an_offset_is_a_sign_and_four_digits() {
        let seconds = |zone: &str| offset(zone).map(Offset::seconds);
        assert_eq!((seconds("+0530"), seconds("-0330")), (Some(19_800), Some(-12_600)));
        for odd in ["", "0100", "+100", "+01000", "2147483647", "-2147483648", "+9999", "+01é", "+-100"] {
            assert_eq!(seconds(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_is_compared_is_bounded() {
        let long = "é".repeat(MOST_COMPARED);
        assert!(compares(How::Contains, &long, "é") && !compares(How::Is, &long, "é"));
        assert!(!compares(How::Contains, &format!("{long}x"), "x"));
        assert!(!compares(How::Matches, "aé", &"*".repeat(1 << 20)), "its beginning is like anything");
    }

    #[test]
    fn a_pattern_is_looked_at_in_a_time_that_does_not_explode() {
        assert!(matches("a*b", "a\\*b") && !matches("axb", "a\\*b") && matches("", "*"));
        assert!(!matches(&"a".repeat(5_000), &("*a".repeat(100) + "b")));
    }
}
