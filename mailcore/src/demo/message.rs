//! What a message is to IMAP: its ENVELOPE, its BODYSTRUCTURE, and the octets of any section
//! (RFC 9051, sections 6.4.5 and 7.5.2).
//!
//! What is taken from `mail-parser` is dates and the text of HTML; `message::entity` says why not the parts.

use std::sync::OnceLock;

use bytes::Bytes;
use imap_codec::imap_types::body::BodyStructure;
use imap_codec::imap_types::envelope::Envelope;
use imap_codec::imap_types::fetch::Section;

use crate::message::entity::field;
use crate::message::entity::tree::{self, Part};
use crate::message::parse::{self, Headers};
use date::Sent;

mod address;
mod date;
mod envelope;
mod section;
mod string;
mod structure;
mod text;

/// A message that is read as far as somebody asks; what was read once is kept.
///
/// Invariant: whatever the octets are, each part that [`Contents::body_structure`] announces has
/// octets in [`Contents::section`], as many as it says.
#[derive(Debug)]
pub(super) struct Contents {
    octets: Bytes,
    root: OnceLock<Part>,
    headers: OnceLock<Headers>,
}

impl Contents {
    /// Takes the octets of a message (RFC 5322); nothing is read yet.
    pub(super) fn new(octets: Bytes) -> Self {
        Self { octets, root: OnceLock::new(), headers: OnceLock::new() }
    }

    /// The whole of it.
    pub(super) fn octets(&self) -> &Bytes {
        &self.octets
    }

    /// ENVELOPE; strings are as they stand in the header, encoded words and 8-bit octets included.
    pub(super) fn envelope(&self) -> Envelope<'static> {
        envelope::read(self.root().header(&self.octets))
    }

    /// BODY: the structure without extension data.
    pub(super) fn body(&self) -> BodyStructure<'static> {
        structure::write(self.root(), &self.octets, structure::Extension::Without)
    }

    /// BODYSTRUCTURE: with extension data.
    pub(super) fn body_structure(&self) -> BodyStructure<'static> {
        structure::write(self.root(), &self.octets, structure::Extension::With)
    }

    /// The octets of a section, of all where there is none; `None` when the message has no such part.
    /// They are as they came: a NUL in them, which no literal may have, is for the caller to replace.
    pub(super) fn section(&self, section: Option<&Section<'_>>) -> Option<Bytes> {
        section::find(self.root(), &self.octets, section)
    }

    /// The header fields as a person reads them, decoded.
    pub(super) fn headers(&self) -> &Headers {
        self.headers.get_or_init(|| parse::headers(self.root().header(&self.octets)))
    }

    /// The Date field; `None` where there is none that is a date.
    pub(super) fn sent(&self) -> Option<Sent> {
        let value = field::value(self.root().header(&self.octets), b"date")?;
        date::read(&value)
    }

    /// The first address of From, To or Cc, as ENVELOPE gives it.
    pub(super) fn first_address(&self, field: &str) -> Option<address::Address> {
        let values = field::values(self.root().header(&self.octets), field.as_bytes());
        values.iter().find_map(|it| address::read(it).into_iter().next())
    }

    /// Whether a test holds for some text part, as a person reads it.
    pub(super) fn some_text(&self, test: &mut dyn FnMut(&str) -> bool) -> bool {
        text::some(self.root(), &self.octets, test)
    }

    /// Whether a test holds for the decoded value of a header field inside of the message: of a part,
    /// or of a message that it holds.
    pub(super) fn some_inner_field(&self, test: &mut dyn FnMut(&str) -> bool) -> bool {
        text::some_field(self.root(), &self.octets, test)
    }

    /// The beginning of the text, in one line (RFC 8970): at most 200 characters.
    pub(super) fn preview(&self) -> String {
        text::preview(self.root(), &self.octets)
    }

    fn root(&self) -> &Part {
        self.root.get_or_init(|| tree::read(&self.octets))
    }
}

/// The header at the start of a message, with the empty line that ends it.
pub(super) fn header(octets: &[u8]) -> &[u8] {
    octets.get(..field::header_length(octets)).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod mutants;
#[cfg(test)]
mod tests;
