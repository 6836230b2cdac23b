//! Foreign HTML made harmless: the door of `ammonia` and `cssparser`.

use std::collections::HashMap;
use std::fmt;

mod attributes;
mod css;
mod filter;
mod nesting;
mod normalize;
#[cfg(test)]
mod tests;
mod tokens;

/// HTML that went through [`sanitize`] or was built by [`super::text`]. No other code can make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(pub(super) String);

impl SafeHtml {
    /// The HTML as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is shown of a foreign HTML body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitized {
    /// A fragment for the body of a document of its own.
    pub html: SafeHtml,
    /// How many loads from other servers were taken out.
    pub blocked: usize,
    /// Something is left out: the end of a body that is too large or too deep, or what stands in
    /// an element that has no end.
    pub cut: bool,
}

/// Removes from `html` all that can run, navigate the page, or load from another server. Images by
/// `cid:` get the address that `cid` has for them (Content-ID to URL); others lose their source
/// and keep their `alt`.
///
/// Blocking and linear in the size, up to 2 MiB and 512 levels of nesting: call it off the async
/// threads.
pub fn sanitize(html: &str, cid: &HashMap<String, String>) -> Sanitized {
    let normal = normalize::normalize(html);
    let first = filter::clean(&normal.html, cid);
    // Once more: the filter moves attributes when it takes one away, and what comes to rest here is
    // read in the same way by every browser.
    let second = filter::clean(&first.html, cid);
    Sanitized { html: SafeHtml(second.html), blocked: normal.blocked + first.blocked, cut: normal.cut }
}
