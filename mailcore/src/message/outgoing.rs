//! What can be sent or kept as a draft, and its octets (RFC 5322, 2045): a door of `lettre`.

use bytes::Bytes;

use crate::address::{Address, NamedAddress};

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingFile {
    /// Its name, as the person sees it; no control characters, no path.
    pub name: String,
    /// Its media type; `application/octet-stream` when it is unknown or odd.
    pub media_type: String,
    /// Its content.
    pub octets: Bytes,
}

/// A message to be written. Recipients may be missing while it is a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMessage {
    /// From.
    pub from: NamedAddress,
    /// To.
    pub to: Vec<NamedAddress>,
    /// Cc.
    pub cc: Vec<NamedAddress>,
    /// Bcc: kept in drafts and in the copy, never on the wire.
    pub bcc: Vec<NamedAddress>,
    /// Reply-To; may be empty.
    pub reply_to: Vec<NamedAddress>,
    /// Subject, one line.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
    /// What goes with it.
    pub files: Vec<OutgoingFile>,
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Date, in seconds since 1970-01-01 UTC.
    pub sent_at: i64,
    /// In-Reply-To without angle brackets.
    pub in_reply_to: Option<String>,
    /// References without angle brackets, oldest first.
    pub references: Vec<String>,
    /// Further header fields of ours, for drafts (`X-Facteur-…`): name and one-line value.
    pub extra: Vec<(String, String)>,
}

/// A message that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the message cannot be written")]
pub struct CannotWrite(#[source] pub(super) Box<dyn std::error::Error + Send + Sync>);

/// Who sees the Bcc header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bcc {
    /// Left out: the octets go to others.
    Hidden,
    /// Kept: the octets stay with the sender.
    Kept,
}

/// Makes a Message-ID (without angle brackets) of 128 random bits at the sender's domain.
pub fn new_message_id(_from: &Address) -> String {
    todo!()
}

impl OutgoingMessage {
    /// All recipients without repetition: To, Cc, Bcc.
    pub fn recipients(&self) -> Vec<Address> {
        todo!()
    }

    /// The octets: format=flowed text, CRLF, no line over 998 octets, names of files by RFC 2231.
    pub fn to_octets(&self, _bcc: Bcc) -> Result<Vec<u8>, CannotWrite> {
        todo!()
    }
}
