//! What stood apart stays apart: where a comment was, two tokens must not grow into another one, as
//! `url` and `(` into a function (CSS Syntax 3, section 9).

use cssparser::TokenSerializationType;

/// Remembers the kind of the token that was written last.
#[derive(Default)]
pub(super) struct Apart(TokenSerializationType);

impl Apart {
    /// Writes a blank where a token of the kind `next` would not be one of its own.
    pub(super) fn before(&mut self, next: TokenSerializationType, css: &mut String) {
        if self.0.needs_separator_when_before(next) {
            css.push(' ');
        }
        self.0 = next;
    }

    /// Where a word was written instead.
    pub(super) fn after_word(&mut self) {
        self.0 = TokenSerializationType::Ident;
    }

    /// At the beginning of a block, and after its end.
    pub(super) fn bracket(&mut self) {
        self.0 = TokenSerializationType::Other;
    }
}
