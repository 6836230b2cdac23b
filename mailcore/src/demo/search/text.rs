//! Texts that contain a text.

use crate::demo::collation::casemap;
use crate::demo::message::Contents;

/// What is looked for, in the form that is compared.
#[derive(Clone, Debug)]
pub(super) struct Needle(String);

impl Needle {
    /// Takes the octets of a key, which are UTF-8.
    pub(super) fn new(octets: &[u8]) -> Self {
        Self(casemap(&String::from_utf8_lossy(octets)))
    }

    /// Whether a field of this name contains it; the field must be there even for an empty text.
    pub(super) fn is_in_field(&self, contents: &Contents, name: &str) -> bool {
        let mut fields = contents.headers().all.iter().filter(|(it, _)| it.eq_ignore_ascii_case(name));
        fields.any(|(_, value)| self.is_in(value))
    }

    /// Whether a field of any name contains it, or its name; also one of a part or of a message within
    /// the message, which BODY leaves out as other servers do.
    pub(super) fn is_in_headers(&self, contents: &Contents) -> bool {
        contents.headers().all.iter().any(|(name, value)| self.is_in(&format!("{name}: {value}")))
            || contents.some_inner_field(&mut |it| self.is_in(it))
    }

    /// Whether a text of the body contains it.
    pub(super) fn is_in_body(&self, contents: &Contents) -> bool {
        self.0.is_empty() || contents.some_text(&mut |it| self.is_in(it))
    }

    fn is_in(&self, text: &str) -> bool {
        casemap(text).contains(&self.0)
    }
}
