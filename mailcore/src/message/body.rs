//! Which parts of a message are read, and which are shown beside it (RFC 2046, 2387).

use super::part::{Part, PartId, Structure};

/// What a person reads of a message, and what they can take away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The plain text bodies in order: what a message without HTML shows, and what a reply quotes.
    pub text: Vec<Part>,
    /// The HTML body.
    pub html: Option<Part>,
    /// Parts the HTML may show by `cid:`; they are no attachments.
    pub related: Vec<Part>,
    /// Everything else, to be downloaded.
    pub attachments: Vec<Part>,
}

/// Chooses. Of `multipart/alternative` both the last plain and the last HTML part are named; a
/// `message/rfc822` is an attachment, and what is in it is not looked at.
pub fn choose(_structure: &Structure) -> Choice {
    todo!()
}

/// Whether a list marks the message with a paper clip.
pub fn has_attachment(structure: &Structure) -> bool {
    !choose(structure).attachments.is_empty()
}

/// Finds a part by its place, at any depth.
pub fn find<'a>(_structure: &'a Structure, _id: &PartId) -> Option<&'a Part> {
    todo!()
}
