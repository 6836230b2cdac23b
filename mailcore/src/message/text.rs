//! Plain text to HTML: links, quotes, format=flowed (RFC 3676).

use super::sanitize::SafeHtml;

/// How lines of a text belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Lines that end with a blank go on in the next one.
    pub flowed: bool,
    /// That blank is not part of the text.
    pub delsp: bool,
}

/// Writes a text as HTML: every character escaped; `http`, `https` and `mailto` links; quoted
/// lines as nested `<blockquote class="quote">`, of which one that is long or at the end is folded
/// in `<details class="quote">`; a signature as `<div class="sig">`. Linear in the size.
///
/// `fold_label` is the (translated) label of the fold's summary.
pub fn to_html(_text: &str, _flow: Flow, _fold_label: &str) -> SafeHtml {
    todo!()
}

/// Undoes format=flowed: one line for each paragraph, quote marks kept.
pub fn unflow(_text: &str, _flow: Flow) -> String {
    todo!()
}

/// Text from HTML, for quoting a message that has no plain part and for the text alternative.
/// Blocking; the same bounds as [`super::sanitize::sanitize`].
pub fn from_html(_html: &str) -> String {
    todo!()
}
