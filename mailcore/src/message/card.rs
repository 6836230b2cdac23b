//! Cards of people: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).
//!
//! A card is its lines. What this program knows of them stands in [`fields`]; all others stay as they
//! were read, escapes and all, which is why a library that gives values a meaning was given up here:
//! it wrote `X-ANDROID-CUSTOM:a;b` back as one text, and numbers and dates in ways of its own.

pub mod date;
pub mod fields;
pub mod group;
pub mod photo;
pub mod version;

mod edit;
mod kinds;
mod line;
mod pieces;
mod source;

use std::collections::HashSet;

use self::fields::{Fields, Many, Single};
use self::line::Line;
use self::photo::Photo;
use self::source::Source;
use self::version::Version;
use super::parse::clean_line;
use crate::address::{Address, NamedAddress};

/// The most octets of text that are read of an attachment: a few hundred cards with their photographs.
pub const MOST_OCTETS: usize = 1024 * 1024;

/// The most cards that are read of an attachment.
pub const MOST_CARDS: usize = 500;

/// The most addresses of one card that are kept.
const MOST_ADDRESSES: usize = 50;

/// The longest name that is shown, in characters.
const MOST_NAME: usize = 200;

/// The longest UID that is kept, in octets.
const MOST_UID: usize = 500;

/// One card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its UID (RFC 6350, section 6.7.6); many cards have none.
    pub uid: Option<String>,
    /// What it is called: its formatted name, else its name, its organization or its first address. One
    /// line; empty when there is nothing of all this.
    pub name: String,
    /// Its addresses that can be written to, each once.
    pub addresses: Vec<Address>,
    lines: Vec<Line>,
}

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// The cards in order, at most [`MOST_CARDS`].
    pub cards: Vec<Card>,
    /// More is in the text than was read.
    pub cut: bool,
}

/// Reads every card that a text holds, whatever stands between them. Never fails: of a card that is
/// damaged there is what can be read.
pub fn read(text: &str) -> Cards {
    let short = text.get(..text.floor_char_boundary(MOST_OCTETS)).unwrap_or(text);
    let mut cards = all(short);
    let found: Vec<Card> = cards.by_ref().take(MOST_CARDS).collect();
    Cards { cut: short.len() < text.len() || cards.next().is_some(), cards: found }
}

/// The cards of a text of any length, one by one.
pub fn all(text: &str) -> impl Iterator<Item = Card> {
    Source::new(text).map(Card::new)
}

impl Card {
    /// The card of somebody of whom nothing else is known.
    pub fn of(person: &NamedAddress) -> Self {
        let mut fields = Fields::default();
        fields.set(Single::FormattedName, person.name.as_deref().unwrap_or_default());
        fields.add(Many::Email, fields::Kind::Other, &person.address.to_string());
        Self::from_fields(&fields)
    }

    /// A card that says this and nothing else.
    pub fn from_fields(fields: &Fields) -> Self {
        Self::new(edit::edited(&[], fields))
    }

    fn new(lines: Vec<Line>) -> Self {
        let fields = edit::fields(&lines);
        let addresses = addresses(&fields);
        let name = name(&fields).or_else(|| addresses.first().map(Address::to_string)).unwrap_or_default();
        let uid = lines.iter().find(|it| it.is("UID")).and_then(|it| shown(&it.plain()));
        Self { uid: uid.filter(|it| it.len() <= MOST_UID), name, addresses, lines }
    }

    /// The same card under another UID.
    pub fn under(&self, uid: &str) -> Self {
        let mut lines = self.lines.clone();
        lines.retain(|it| !it.is("UID"));
        lines.push(Line::text("UID", uid));
        Self { uid: Some(uid.to_owned()), lines, ..self.clone() }
    }

    /// What it says.
    pub fn fields(&self) -> Fields {
        edit::fields(&self.lines)
    }

    /// The same card saying this instead. What did not change, and what is not known here, stays as it
    /// is written.
    pub fn with_fields(&self, fields: &Fields) -> Self {
        Self::new(edit::edited(&self.lines, fields))
    }

    /// The same card with what another one has that is not known here, and with its photograph where this one has
    /// none. Lines of a group stay behind: that name means something else here.
    pub fn with_rest_of(&self, other: &Self) -> Self {
        let mut lines = self.lines.clone();
        let has_photo = self.photo().is_some();
        let is_new = |it: &&Line| if photo::is_photo(it) { !has_photo } else { !self.lines.contains(it) };
        lines.extend(edit::unknown(&other.lines).filter(is_new).cloned());
        Self { lines, ..self.clone() }
    }

    /// Whether another card has the same lines in whatever order and groups, but for what it is itself and what programs
    /// note of themselves and of the time (UID, VERSION, PRODID, REV). One that says the same in another way does not.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let is_own = |it: &Line| ["UID", "VERSION", "REV", "PRODID"].iter().any(|name| it.is(name));
        let said = |it: &Self| -> Vec<Line> {
            let said = it.lines.iter().filter(|it| !is_own(it));
            said.map(|it| Line { group: None, ..it.clone() }).collect()
        };
        let (mine, theirs) = (said(self), said(other));
        mine.len() == theirs.len() && mine.iter().all(|it| theirs.contains(it))
    }

    /// Its photograph.
    pub fn photo(&self) -> Option<Photo> {
        self.lines.iter().filter(|it| photo::is_photo(it)).find_map(photo::read)
    }

    /// The same card with another photograph, whose media type is `image/jpeg` or alike, or with none.
    pub fn with_photo(&self, photo: Option<(&str, &[u8])>) -> Self {
        let mut lines = self.lines.clone();
        lines.retain(|it| !photo::is_photo(it));
        lines.extend(photo.map(|(media_type, octets)| photo::line(media_type, octets)));
        Self { lines, ..self.clone() }
    }

    /// Writes it under this UID, with the formatted name and the name that the versions ask for; what
    /// is not known here stays as it is.
    pub fn to_vcard(&self, uid: &str, version: Version) -> String {
        let mut written = format!("BEGIN:VCARD\r\nVERSION:{}\r\n", version.number());
        Line::text("UID", uid).write_to(&mut written);
        let fields = self.fields();
        if fields.get(Single::FormattedName).is_empty() {
            Line::text("FN", &self.name).write_to(&mut written);
        }
        if !self.lines.iter().any(|it| it.is("N")) {
            // Which of the words is the family's, nobody can tell: all of them are the given name.
            let mut named = Fields::default();
            let shown = fields.get(Single::FormattedName);
            named.set(Single::GivenName, if shown.is_empty() { &self.name } else { shown });
            let line = pieces::line_of(Single::FamilyName, &named);
            line.unwrap_or_else(|| Line::new("N", ";;;;")).write_to(&mut written);
        }
        let is_said = |it: &Line| {
            it.is("UID") || it.is("VERSION") || it.is("FN") && fields.get(Single::FormattedName).is_empty()
        };
        for line in self.lines.iter().filter(|it| !is_said(it)) {
            version::of(line, version).write_to(&mut written);
        }
        written.push_str("END:VCARD\r\n");
        written
    }
}

fn addresses(fields: &Fields) -> Vec<Address> {
    let mut seen = HashSet::new();
    let found = fields.of(Many::Email).filter_map(|it| it.value.parse::<Address>().ok());
    found.filter(|it| seen.insert(it.to_string().to_lowercase())).take(MOST_ADDRESSES).collect()
}

fn name(fields: &Fields) -> Option<String> {
    let texts = [
        fields.get(Single::FormattedName),
        &fields.composed_name(),
        fields.get(Single::Organization),
        fields.get(Single::Nickname),
    ];
    texts.iter().find_map(|it| shown(it))
}

/// One line of it, not too long; `None` when there is nothing in it.
fn shown(text: &str) -> Option<String> {
    let line: String = clean_line(text).chars().take(MOST_NAME).collect();
    Some(line.trim().to_owned()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests;
