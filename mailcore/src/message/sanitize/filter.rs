//! The filter itself: lists of elements and attributes for `ammonia`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ammonia::{Builder, UrlRelative};

use super::attributes::{self, Kind};
use super::judge::Judge;

/// Elements that stay. Of all others the content stays, but for those in [`HIDDEN`].
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with all that is in them. Most do not come this far; this is the second wall.
const HIDDEN: &[&str] = &[
    "applet", "audio", "canvas", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// HTML after one pass.
pub(super) struct Clean {
    pub(super) html: String,
    /// An attribute was taken away, which leaves the others in another order.
    pub(super) disordered: bool,
}

/// What the filter sees while it goes through the tree.
struct Watch {
    judge: Arc<Judge>,
    /// The link whose attributes are being looked at leads to a place in the message.
    leads_inside: AtomicBool,
    disordered: AtomicBool,
}

pub(super) fn clean(html: &str, judge: &Arc<Judge>) -> Clean {
    let watch = Arc::new(Watch {
        judge: Arc::clone(judge),
        leads_inside: AtomicBool::new(false),
        disordered: AtomicBool::new(false),
    });
    let own = ["a", "img"].map(|it| (it, attributes::of(it).collect()));
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(HIDDEN.iter().copied().collect())
        .generic_attributes(attributes::generic().collect())
        .tag_attributes(HashMap::from(own))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    let watching = Arc::clone(&watch);
    builder.attribute_filter(move |element, attribute, value| watching.look(element, attribute, value));
    let mut html = builder.clean(html).to_string();
    // Parsers take a mark of byte order at the beginning for no text, once; none is left to take.
    html.drain(..html.len() - html.trim_start_matches('\u{feff}').len());
    Clean { html, disordered: watch.disordered.load(Ordering::Relaxed) }
}

impl Watch {
    fn look<'a>(&self, element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
        match (element, attribute) {
            ("a", "rel") => return Some(value.into()),
            // Comes behind the address, because the filter adds it.
            ("a", "target") => {
                let inside = self.leads_inside.swap(false, Ordering::Relaxed);
                return Some(if inside { "_self".into() } else { value.into() });
            }
            _ => {}
        }
        let (_, kind) = attributes::known(element, attribute)?;
        let kept = self.judge.look(kind, value);
        if kind == Kind::Link {
            let inside = kept.as_ref().is_some_and(|it| it.starts_with('#'));
            self.leads_inside.store(inside, Ordering::Relaxed);
        }
        if kept.is_none() {
            self.disordered.store(true, Ordering::Relaxed);
        }
        kept
    }
}
