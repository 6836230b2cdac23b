//! Parts of a message (RFC 2045, 2183, 2231) as BODYSTRUCTURE names them.

use std::fmt;
use std::str::FromStr;

pub(crate) mod branch;
pub(crate) mod described;
pub(crate) mod parameter;

/// The deepest nesting that is followed; what lies deeper is shown as one opaque part.
pub const MOST_DEPTH: usize = 100;

/// The most parts of one message that are kept; what comes after is left out, and said.
pub const MOST_PARTS: usize = 1000;

/// What a part is that does not say, or says it oddly.
pub const UNKNOWN: &str = "application/octet-stream";

/// The most characters of a file name.
const MOST_NAME: usize = 255;

/// How many of its last characters stay when a file name is shortened.
const KEPT_END: usize = 30;

/// The place of a part (RFC 9051, section 6.4.5.1): `1`, `2.1`. Written so in URLs, too.
///
/// Invariant: 1 to 100 numbers, none is zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartId(Vec<u32>);

/// Text that is not numbers with dots between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a message")]
pub struct NotAPartId;

impl PartId {
    /// The part at `numbers`; `None` when there are none or too many, or one is zero.
    pub fn new(numbers: Vec<u32>) -> Option<Self> {
        let good = (1..=MOST_DEPTH).contains(&numbers.len()) && !numbers.contains(&0);
        good.then_some(Self(numbers))
    }

    /// Its numbers, from the outside.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.0
    }

    /// Whether it is `1`: the only one of a message without parts, else the first.
    pub fn is_first(&self) -> bool {
        self.0 == [1]
    }

    /// The place of a part inside of this one; `None` where that is too deep.
    pub fn child(&self, number: u32) -> Option<Self> {
        let mut numbers = self.0.clone();
        numbers.push(number);
        Self::new(numbers)
    }

    /// The place one level up; `None` at the top.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        Self::new(above.to_vec())
    }
}

impl FromStr for PartId {
    type Err = NotAPartId;

    fn from_str(text: &str) -> Result<Self, NotAPartId> {
        let numbers = text
            .split('.')
            .map(|it| it.bytes().all(|b| b.is_ascii_digit()).then(|| it.parse().ok()).flatten());
        numbers.collect::<Option<Vec<u32>>>().and_then(Self::new).ok_or(NotAPartId)
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, number) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            number.fmt(f)?;
        }
        Ok(())
    }
}

/// How the octets of a part are written (RFC 2045, section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// `7bit`, `8bit`, `binary`, or unknown: as they are.
    #[default]
    Identity,
    /// `base64`.
    Base64,
    /// `quoted-printable`.
    QuotedPrintable,
}

/// Where a part is meant to be seen (RFC 2183).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Within the message.
    Inline,
    /// Beside it.
    Attachment,
}

/// One part, as the server describes it. Strings are as they were received, decoded (RFC 2047,
/// 2231) where that applies, and without control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its place; `None` for a multipart at the top, which has none of its own.
    pub id: Option<PartId>,
    /// `text/plain`, lower case, `[a-z0-9!#$&^_.+-]+/[…]+`; `application/octet-stream` when it is odd.
    pub media_type: String,
    /// The `charset` parameter, lower case.
    pub charset: Option<String>,
    /// The `format` parameter is `flowed` (RFC 3676).
    pub flowed: bool,
    /// The `delsp` parameter is `yes` (RFC 3676).
    pub delsp: bool,
    /// How its octets are written.
    pub encoding: Encoding,
    /// Where it is meant to be seen; `None` when it does not say.
    pub disposition: Option<Disposition>,
    /// Its file name, any path before it removed.
    pub file_name: Option<String>,
    /// Its Content-ID without angle brackets.
    pub content_id: Option<String>,
    /// Of a message inside the message its subject, where the server tells it and it has one.
    pub subject: Option<String>,
    /// Its size as written, in octets; 0 for a multipart.
    pub size: u64,
    /// Of a multipart its parts; of a message the body of that message, one part.
    pub parts: Vec<Part>,
}

impl Part {
    /// Whether it holds other parts.
    pub fn is_multipart(&self) -> bool {
        self.media_type.starts_with("multipart/")
    }

    /// Whether it is a message (RFC 2046, section 5.2.1; RFC 6532, section 3.7).
    pub fn is_message(&self) -> bool {
        matches!(self.media_type.as_str(), "message/rfc822" | "message/global")
    }

    /// Whether it is a message whose parts the server tells. One in base64, which nobody should write
    /// (RFC 2046, section 5.2.1), is no message to a server: what it tells of it is nonsense.
    pub fn is_told(&self) -> bool {
        self.is_message() && !self.parts.is_empty() && self.encoding == Encoding::Identity
    }

    /// About how many octets it has when decoded: what a person sees as its size.
    pub fn decoded_size(&self) -> u64 {
        match self.encoding {
            Encoding::Base64 => self.size / 78 * 57 + self.size % 78 * 57 / 78,
            Encoding::Identity | Encoding::QuotedPrintable => self.size,
        }
    }
}

/// A tree of parts, whole or cut at [`MOST_DEPTH`] or [`MOST_PARTS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The part at the top.
    pub root: Part,
    /// Something was left out because the tree is too deep or too wide.
    pub cut: bool,
}

/// A media type as [`Part::media_type`] has it; `None` when the text is none.
pub(crate) fn media_type(text: &str) -> Option<String> {
    let (name, subtype) = text.split_once('/')?;
    Some(format!("{}/{}", lower_token(name, "")?, lower_token(subtype, "")?))
}

/// The lower case of a token (RFC 2045, section 5.1; RFC 6838, section 4.2), in which `more` may
/// stand, too; `None` when it is none.
pub(crate) fn lower_token(text: &str, more: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let good = |it: char| it.is_ascii_alphanumeric() || "!#$&^_.+-".contains(it) || more.contains(it);
    (!text.is_empty() && text.len() <= 127 && text.chars().all(good)).then_some(text)
}

/// A title as the name of a file: what would be a path in it is none, and the extension has room.
pub fn titled(title: &str, extension: &str) -> Option<String> {
    let room = MOST_NAME.saturating_sub(extension.len() + 1);
    let stem: String = title.trim().chars().take(room).collect();
    bare_name(&format!("{}.{extension}", stem.replace(['/', '\\'], "-")))
}

/// A file name without any path before it and without what could mislead a reader: control
/// characters and marks that turn the direction of text around.
pub fn bare_name(name: &str) -> Option<String> {
    let turns =
        |it: char| matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = name.chars().filter(|it| !it.is_control() && !turns(*it)).collect();
    let bare = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (!bare.is_empty() && bare != "." && bare != "..").then(|| shortened(bare))
}

/// At most [`MOST_NAME`] characters. The end stays, which says what kind of file it is: who cuts
/// `….pdf.exe` before its last dot helps to deceive.
fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= MOST_NAME {
        return name.to_owned();
    }
    let begin = name.chars().take(MOST_NAME - KEPT_END - 1);
    begin.chain(['…']).chain(name.chars().skip(count - KEPT_END)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_name_keeps_its_end() {
        let long = bare_name(&format!("{}.pdf.exe", "é".repeat(9_999))).unwrap();
        assert_eq!(long.chars().count(), MOST_NAME);
        assert!(long.starts_with("éé") && long.ends_with("é.pdf.exe"), "{long}");
    }
}
