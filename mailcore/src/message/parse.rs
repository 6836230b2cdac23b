//! Octets to headers and text (RFC 5322, 2045, 2047): the door of `mail-parser`.

use super::part::Part;
use crate::address::FoundAddress;

/// The headers of a message that are shown or answered. Texts are decoded (RFC 2047), raw 8-bit
/// included, and without control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// From.
    pub from: Vec<FoundAddress>,
    /// Reply-To.
    pub reply_to: Vec<FoundAddress>,
    /// Mail-Followup-To.
    pub followup_to: Vec<FoundAddress>,
    /// To.
    pub to: Vec<FoundAddress>,
    /// Cc.
    pub cc: Vec<FoundAddress>,
    /// Bcc, as in one's own drafts and copies.
    pub bcc: Vec<FoundAddress>,
    /// Subject; may be empty.
    pub subject: String,
    /// Date, in seconds since 1970-01-01 UTC.
    pub sent_at: Option<i64>,
    /// Message-ID without angle brackets; fit to be written into a header.
    pub message_id: Option<String>,
    /// References without angle brackets, oldest first; each fit to be written into a header.
    pub references: Vec<String>,
    /// In-Reply-To without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Every header field in order, name and decoded value: for showing them all. At most 500.
    pub all: Vec<(String, String)>,
}

/// Reads the header of a message. Never fails: what cannot be read is empty.
pub fn headers(_octets: &[u8]) -> Headers {
    todo!()
}

/// Decodes the octets of a text part: transfer encoding, then charset (declared, else guessed).
/// Line ends become `\n`; NUL and other control characters but tab and line end are gone.
pub fn text(_part: &Part, _octets: &[u8]) -> String {
    todo!()
}

/// Decodes encoded words of one unstructured header value (RFC 2047), as ENVELOPE gives it; raw
/// 8-bit octets are read as UTF-8, else guessed. Control characters become blanks.
pub fn unstructured(_octets: &[u8]) -> String {
    todo!()
}

/// Undoes a transfer encoding piece by piece, so that a part of any size needs little memory.
/// Damaged input is passed over, never refused.
#[derive(Debug)]
pub struct Decoder {}

impl Decoder {
    /// A decoder for one part.
    pub fn new(_encoding: super::part::Encoding) -> Self {
        todo!()
    }

    /// Decodes the next piece; what is not complete yet waits for the piece after it.
    pub fn push(&mut self, _octets: &[u8]) -> Vec<u8> {
        todo!()
    }

    /// What was still waiting at the end.
    pub fn finish(self) -> Vec<u8> {
        todo!()
    }
}
