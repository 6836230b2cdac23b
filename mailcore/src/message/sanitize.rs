//! Foreign HTML made harmless: the door of `ammonia` and `cssparser`.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

mod attributes;
mod css;
mod deceptive;
mod filter;
mod images;
mod judge;
mod known;
mod names;
mod nesting;
mod normalize;
pub mod outgoing;
mod references;
pub mod root;
#[cfg(test)]
mod tests;
mod tokens;

use judge::Judge;
use root::Letter;

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

/// The safe CSS of the style blocks of a foreign HTML body. No other code can make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeSheet(String);

impl SafeSheet {
    /// The CSS as text; empty when there is none. It never holds `</`.
    pub fn css(&self) -> &str {
        &self.0
    }

    /// A `style` element with the CSS; nothing when there is none.
    pub fn element(&self) -> SafeHtml {
        if self.0.is_empty() { SafeHtml::default() } else { SafeHtml(format!("<style>{}</style>", self.0)) }
    }
}

/// What becomes of images on other servers.
#[derive(Clone, Default)]
pub enum Remote {
    /// They are taken out, and counted.
    #[default]
    Blocked,
    /// They are loaded from the address that this function makes of theirs, which is `http:` or
    /// `https:` and has a host.
    Through(Arc<dyn Fn(&str) -> String + Send + Sync>),
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "Blocked",
            Self::Through(_) => "Through",
        })
    }
}

/// How a foreign HTML body is made safe.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The addresses of images that are parts of the message: Content-ID to URL.
    pub cid: HashMap<String, String>,
    /// What becomes of images on other servers.
    pub remote: Remote,
    /// Links lead nowhere: the message is probably a fraud.
    pub dead_links: bool,
}

/// A link whose visible text names another place than it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeceptiveLink {
    /// The host that its text names, in ASCII.
    pub shown_host: String,
    /// The host that it leads to, in ASCII.
    pub target_host: String,
}

/// What is shown of a foreign HTML body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitized {
    /// A fragment for the body of a document of its own.
    pub html: SafeHtml,
    /// Attributes of the element around it, of the class `letter`, which stands for its body.
    pub letter: Letter,
    /// The style sheet of that document: it speaks of that element and of what is in it.
    pub sheet: SafeSheet,
    /// How many images on other servers were taken out.
    pub blocked: usize,
    /// Something is left out: the end of a body that is too large or too deep, what stands in an
    /// element that has no end, or rules of a style sheet that has too many.
    pub cut: bool,
    /// It sets colors or backgrounds itself, and so wants the paper that it was written for.
    pub has_colors: bool,
    /// Links whose visible text names another registrable domain than they lead to, at most
    /// some, in the order of the text; also of links that lead nowhere here.
    pub deceptive: Vec<DeceptiveLink>,
}

/// Removes from `html` all that can run, navigate the page, or load from another server. Images by
/// `cid:` get the address that [`Options::cid`] has for them; others lose their source and keep
/// their `alt`, unless [`Options::remote`] lets them through.
///
/// Blocking and linear in the size, up to 2 MiB and 512 levels of nesting: call it off the async
/// threads.
pub fn sanitize(html: &str, options: &Options) -> Sanitized {
    let judge = Arc::new(Judge::new(options));
    let mut normal = normalize::normalize(html, &judge);
    let mut clean = filter::clean(&normal.html, &judge);
    // Once more where something was moved: what comes to rest here is read in the same way by every
    // browser.
    if normal.moves {
        let again = normalize::normalize(&clean.html, &judge);
        normal.cut |= again.cut;
        clean = filter::clean(&again.html, &judge);
    }
    let deceptive = deceptive::links(&clean.html);
    if options.dead_links {
        judge.end_links();
        clean = filter::clean(&clean.html, &judge);
    }
    if clean.disordered {
        clean = filter::clean(&clean.html, &judge);
    }
    let (letter, sheet) = normal.root.surround(normal.sheet);
    Sanitized {
        deceptive,
        html: SafeHtml(clean.html),
        letter,
        blocked: judge.images.blocked(),
        cut: normal.cut || sheet.cut,
        has_colors: sheet.colors || judge.saw_colors(),
        sheet: SafeSheet(sheet.css),
    }
}
