//! What the fields of a part say of it (RFC 2045, 2183), whoever read them.

use super::parameter::Parameters;
use super::{Disposition, Encoding, Part, PartId, bare_name, lower_token};

/// The fields of a part without parts, in octets as they were received.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described<'a> {
    /// As [`Part::media_type`].
    pub(crate) media_type: String,
    /// Of the media type.
    pub(crate) parameters: Parameters<'a>,
    /// Content-Disposition, its first word.
    pub(crate) disposition: Option<&'a [u8]>,
    /// Of the disposition.
    pub(crate) disposition_parameters: Parameters<'a>,
    /// Content-Transfer-Encoding.
    pub(crate) encoding: Option<&'a [u8]>,
    /// Content-ID.
    pub(crate) content_id: Option<&'a [u8]>,
}

impl Described<'_> {
    /// The part that is described, of so many octets as written.
    pub(crate) fn part(self, id: Option<PartId>, size: u64) -> Part {
        let parameters = self.parameters;
        let file_name = self.disposition_parameters.find("filename").or_else(|| parameters.find("name"));
        let is =
            |name: &str, value: &str| parameters.find(name).is_some_and(|it| it.eq_ignore_ascii_case(value));
        Part {
            id,
            charset: parameters.find("charset").and_then(|it| lower_token(&it, ":")),
            flowed: is("format", "flowed"),
            delsp: is("delsp", "yes"),
            encoding: self.encoding.map(encoding).unwrap_or_default(),
            disposition: self.disposition.map(Disposition::read),
            file_name: file_name.as_deref().and_then(bare_name),
            content_id: self.content_id.and_then(content_id),
            size,
            media_type: self.media_type,
            ..Part::default()
        }
    }
}

fn encoding(octets: &[u8]) -> Encoding {
    match octets.trim_ascii().to_ascii_lowercase().as_slice() {
        b"base64" => Encoding::Base64,
        b"quoted-printable" => Encoding::QuotedPrintable,
        _ => Encoding::Identity,
    }
}

impl Disposition {
    /// Reads the first word of a disposition; one that nobody knows is an attachment (RFC 2183,
    /// section 2.8).
    pub(crate) fn read(word: &[u8]) -> Self {
        if word.trim_ascii().eq_ignore_ascii_case(b"inline") { Self::Inline } else { Self::Attachment }
    }
}

fn content_id(octets: &[u8]) -> Option<String> {
    let text = str::from_utf8(octets).ok()?.trim();
    let bare = text.strip_prefix('<').unwrap_or(text);
    let bare = bare.strip_suffix('>').unwrap_or(bare);
    let bare: String = bare.chars().filter(|it| !it.is_control() && !it.is_whitespace()).collect();
    (!bare.is_empty()).then_some(bare)
}
