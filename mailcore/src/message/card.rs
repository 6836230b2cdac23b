//! Cards of people: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350). A door of `calcard`.

use std::collections::HashSet;
use std::fmt;

use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue, VCardVersion};
use calcard::{Entry, Parser};

use super::parse::clean_line;
use crate::address::{Address, NamedAddress};

/// The most octets of text that are read: a few hundred cards with their photographs.
pub const MOST_OCTETS: usize = 1024 * 1024;

/// The most cards that are read of one text.
pub const MOST_CARDS: usize = 500;

/// The most entries of a text that are looked at, cards or not.
const MOST_ENTRIES: usize = 5_000;

/// The most addresses of one card that are kept.
const MOST_ADDRESSES: usize = 50;

/// The longest name that is shown, in characters.
const MOST_NAME: usize = 200;

/// The longest UID that is kept, in octets.
const MOST_UID: usize = 500;

/// One card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its UID (RFC 6350, section 6.7.6); many cards have none.
    pub uid: Option<String>,
    /// What it is called: its formatted name, else its name, its organization or its first address. One
    /// line; empty when there is nothing of all this.
    pub name: String,
    /// Its addresses that can be written to, each once.
    pub addresses: Vec<Address>,
    vcard: VCard,
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
    let mut found = Cards { cards: Vec::new(), cut: short.len() < text.len() };
    let mut parser = Parser::new(short);
    for _ in 0..MOST_ENTRIES {
        match parser.entry() {
            Entry::Eof => return found,
            Entry::VCard(vcard) if vcard.entries.is_empty() => {}
            Entry::VCard(_) if found.cards.len() == MOST_CARDS => break,
            Entry::VCard(vcard) => found.cards.push(Card::new(vcard)),
            // Lines between cards, other kinds of entries, and what the library may find later.
            _ => {}
        }
    }
    found.cut = true;
    found
}

impl Card {
    /// The card of somebody of whom nothing else is known.
    pub fn of(person: &NamedAddress) -> Self {
        let address = person.address.to_string();
        let email = VCardEntry::new(VCardProperty::Email).with_value(VCardValue::Text(address));
        let mut vcard = VCard { entries: vec![email] };
        if let Some(name) = &person.name {
            let name = VCardEntry::new(VCardProperty::Fn).with_value(VCardValue::Text(clean_line(name)));
            vcard.entries.insert(0, name);
        }
        Self::new(vcard)
    }

    fn new(vcard: VCard) -> Self {
        let addresses = addresses(&vcard);
        let name = name(&vcard).or_else(|| addresses.first().map(Address::to_string)).unwrap_or_default();
        let uid = text_of(&vcard, &VCardProperty::Uid).filter(|it| it.len() <= MOST_UID);
        Self { uid, name, addresses, vcard }
    }

    /// Writes it as vCard 3.0 under this UID, with the formatted name and the name that the version
    /// asks for; what is not known here stays as it is.
    pub fn to_vcard(&self, uid: &str) -> Result<String, fmt::Error> {
        let mut vcard = self.vcard.clone();
        let ours = |name: &VCardProperty| matches!(name, VCardProperty::Uid | VCardProperty::Fn);
        vcard.entries.retain(|it| !ours(&it.name));
        let text = |name, value: &str| VCardEntry::new(name).with_value(VCardValue::Text(value.to_owned()));
        vcard.entries.insert(0, text(VCardProperty::Uid, uid));
        vcard.entries.insert(1, text(VCardProperty::Fn, &self.name));
        if vcard.property(&VCardProperty::N).is_none() {
            // Which of the words is the family's, nobody can tell: all of them are the given name.
            let parts = ["", self.name.as_str(), "", "", ""].map(|it| VCardValue::Text(it.to_owned()));
            vcard.entries.insert(2, VCardEntry::new(VCardProperty::N).with_values(parts.to_vec()));
        }
        let mut written = String::new();
        vcard.write_to(&mut written, VCardVersion::V3_0)?;
        Ok(written)
    }
}

fn addresses(vcard: &VCard) -> Vec<Address> {
    let mut seen = HashSet::new();
    let texts = vcard.properties(&VCardProperty::Email).flat_map(|it| &it.values);
    let found = texts.filter_map(VCardValue::as_text).filter_map(|it| {
        let it = it.trim();
        it.strip_prefix("mailto:").unwrap_or(it).parse::<Address>().ok()
    });
    found.filter(|it| seen.insert(it.to_string().to_lowercase())).take(MOST_ADDRESSES).collect()
}

fn name(vcard: &VCard) -> Option<String> {
    let of = |property| text_of(vcard, &property);
    of(VCardProperty::Fn).or_else(|| name_of_parts(vcard)).or_else(|| of(VCardProperty::Org))
}

/// Given name, then family name (RFC 6350, section 6.2.2, has them the other way round).
fn name_of_parts(vcard: &VCard) -> Option<String> {
    let entry = vcard.property(&VCardProperty::N)?;
    let part = |at: usize| entry.values.get(at).and_then(VCardValue::as_text).unwrap_or_default();
    shown(&format!("{} {}", part(1), part(0)))
}

fn text_of(vcard: &VCard, property: &VCardProperty) -> Option<String> {
    vcard.property(property).and_then(|it| it.values.first()).and_then(VCardValue::as_text).and_then(shown)
}

/// One line of it, not too long; `None` when there is nothing in it.
fn shown(text: &str) -> Option<String> {
    let line: String = clean_line(text).chars().take(MOST_NAME).collect();
    Some(line.trim().to_owned()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests;
