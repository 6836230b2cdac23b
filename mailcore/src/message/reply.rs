//! Answering: recipients, subject, references, quotation (RFC 5322, section 3.6.4).

use super::parse::Headers;
use crate::address::{Address, NamedAddress};

/// How a message is taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To who wrote it.
    Reply,
    /// To all who were in it.
    ReplyAll,
    /// To somebody else.
    Forward,
}

/// What an answer begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// To.
    pub to: Vec<NamedAddress>,
    /// Cc.
    pub cc: Vec<NamedAddress>,
    /// The subject with one `Re:` or `Fwd:`.
    pub subject: String,
    /// For In-Reply-To, without angle brackets.
    pub in_reply_to: Option<String>,
    /// For References, without angle brackets, oldest first; at most 50, the first one kept.
    pub references: Vec<String>,
}

/// Who is written to, about what. `own` are the addresses of the person who answers: they are left
/// out of the copies, and a reply to oneself goes to whom one wrote.
pub fn begin(_answer: Answer, _original: &Headers, _own: &[Address]) -> Beginning {
    todo!()
}

/// Marks each line of a text as quoted; a line that is quoted already gets the mark without blank.
pub fn quote(_text: &str) -> String {
    todo!()
}

/// A text without the signature at its end (`-- ` and at most 15 lines).
pub fn strip_signature(_text: &str) -> &str {
    todo!()
}
