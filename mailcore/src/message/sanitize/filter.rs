//! The filter itself: lists of elements and attributes for `ammonia`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ammonia::{Builder, UrlRelative};

use super::Options;
use super::attributes::{self, Fate};

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
    pub(super) blocked: usize,
}

/// What the attributes of the elements say as they are looked at one by one.
struct Judge {
    options: Options,
    ours: HashSet<String>,
    blocked: AtomicUsize,
    /// The image whose attributes are being looked at has a source.
    shown: AtomicBool,
}

pub(super) fn clean(html: &str, options: &Options) -> Clean {
    let judge = Arc::new(Judge {
        options: options.clone(),
        ours: options.cid.values().cloned().collect(),
        blocked: AtomicUsize::new(0),
        shown: AtomicBool::new(false),
    });
    let mut builder = Builder::empty();
    let generic = [attributes::PLAIN, attributes::TEXT, attributes::LOADING, &["style"]].concat();
    let own = [("a", HashSet::from(["href"])), ("img", HashSet::from(["src"]))];
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(HIDDEN.iter().copied().collect())
        .generic_attributes(generic.into_iter().collect())
        .tag_attributes(HashMap::from(own))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .set_tag_attribute_value("a", "target", "_blank")
        .set_tag_attribute_value("img", "class", "blocked")
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    let judging = Arc::clone(&judge);
    builder.attribute_filter(move |element, attribute, value| judging.look(element, attribute, value));
    let html = builder.clean(html).to_string();
    Clean { html, blocked: judge.blocked.load(Ordering::Relaxed) }
}

impl Judge {
    fn look<'a>(&self, element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
        let fate = match (element, attribute) {
            ("a", "target" | "rel") => return Some(value.into()),
            ("a", "href") => attributes::href(value),
            ("img", "src") => self.image(value),
            ("img", "class") => self.class(),
            (_, "style") => {
                let (fate, blocked) = attributes::style(value);
                self.blocked.fetch_add(blocked, Ordering::Relaxed);
                fate
            }
            _ if attributes::LOADING.contains(&attribute) => attributes::loading(value),
            _ if attributes::PLAIN.contains(&attribute) => attributes::plain(value),
            _ if attributes::TEXT.contains(&attribute) => return Some(value.into()),
            _ => Fate::Gone,
        };
        match fate {
            Fate::Kept(kept) if kept == value => Some(value.into()),
            Fate::Kept(kept) => Some(kept.into()),
            Fate::Gone => None,
            Fate::Blocked => {
                self.blocked.fetch_add(1, Ordering::Relaxed);
                None
            }
        }
    }

    fn image(&self, value: &str) -> Fate {
        let fate =
            attributes::image(value, |id| self.options.cid.get(id).cloned(), |it| self.ours.contains(it));
        self.shown.store(matches!(fate, Fate::Kept(_)), Ordering::Relaxed);
        fate
    }

    /// The class that every image gets, behind its other attributes: it stays where there is nothing
    /// to be seen, so that a style sheet can draw a place for it.
    fn class(&self) -> Fate {
        let shown = self.shown.swap(false, Ordering::Relaxed);
        if shown { Fate::Gone } else { Fate::Kept("blocked".to_owned()) }
    }
}
