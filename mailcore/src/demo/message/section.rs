//! The octets of a section (RFC 9051, section 6.4.5.1).

use bytes::{Bytes, BytesMut};
use imap_codec::imap_types::core::AString;
use imap_codec::imap_types::fetch::{Part as PartNumber, Section};

use crate::message::entity::field;
use crate::message::entity::tree::{Inside, Part};

/// Finds the octets; `None` when the message has no such part, or a part no header of a message.
pub(super) fn find(root: &Part, octets: &Bytes, section: Option<&Section<'_>>) -> Option<Bytes> {
    let header = |it: &Part| octets.slice_ref(it.header(octets));
    let body = |it: &Part| octets.slice_ref(it.body(octets));
    match section {
        None => Some(octets.clone()),
        Some(Section::Part(number)) => part(root, number).map(body),
        Some(Section::Mime(number)) => part(root, number).map(header),
        Some(Section::Header(number)) => message(root, number.as_ref()).map(header),
        Some(Section::Text(number)) => message(root, number.as_ref()).map(body),
        Some(Section::HeaderFields(number, names)) => {
            let header = message(root, number.as_ref())?.header(octets);
            Some(subset(header, |name| is_listed(name, names.as_ref())))
        }
        Some(Section::HeaderFieldsNot(number, names)) => {
            let header = message(root, number.as_ref())?.header(octets);
            Some(subset(header, |name| !is_listed(name, names.as_ref())))
        }
    }
}

/// The part with this number.
fn part<'a>(root: &'a Part, number: &PartNumber) -> Option<&'a Part> {
    let mut numbers = number.0.as_ref().iter().map(|it| usize::try_from(it.get()).unwrap_or(usize::MAX) - 1);
    let mut part = root.numbered().get(numbers.next()?)?;
    for number in numbers {
        let parts = match &part.inside {
            Inside::Leaf => return None,
            Inside::Parts(parts) => parts,
            Inside::Message(message) => message.numbered(),
        };
        part = parts.get(number)?;
    }
    Some(part)
}

/// The message itself, or the one that the part with this number holds.
fn message<'a>(root: &'a Part, number: Option<&PartNumber>) -> Option<&'a Part> {
    let Some(number) = number else { return Some(root) };
    match &part(root, number)?.inside {
        Inside::Message(message) => Some(message),
        Inside::Leaf | Inside::Parts(_) => None,
    }
}

/// The fields whose names are wanted, and the empty line, which subsetting does not take away.
fn subset(header: &[u8], wanted: impl Fn(&[u8]) -> bool) -> Bytes {
    let mut kept = BytesMut::new();
    let mut length = 0;
    for field in field::all(header) {
        length += field.octets.len();
        if wanted(field.name) {
            kept.extend_from_slice(field.octets);
        }
    }
    kept.extend_from_slice(header.get(length..).unwrap_or_default());
    kept.freeze()
}

fn is_listed(name: &[u8], names: &[AString<'_>]) -> bool {
    names.iter().any(|it| it.as_ref().eq_ignore_ascii_case(name) && !name.is_empty())
}
