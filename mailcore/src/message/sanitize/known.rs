//! The elements of HTML, by what becomes of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::filter::ELEMENTS;

/// Elements without content, of those that stay.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements whose content is not HTML, and is left out with them; but style sheets are read.
const RAW: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// Elements of another language, which a parser treats by other rules, and those that hide what is
/// in them. They are left out with their content.
const FOREIGN: &[&str] =
    &["svg", "math", "template", "object", "applet", "audio", "video", "canvas", "select", "frameset"];

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// It stays, with its content.
    Kept,
    /// It stays, and has no content.
    Void,
    /// It stands for the whole message.
    Root,
    /// It goes, with all up to its end tag, which is no HTML.
    Raw,
    /// It goes, with all that is in it.
    Foreign,
}

/// The element of this name, in any case, in lower case; `None` when its tag goes and its content
/// stays.
pub(super) fn element(name: &str) -> Option<(&'static str, Element)> {
    static BY_NAME: LazyLock<HashMap<&str, (&str, Element)>> = LazyLock::new(|| {
        let kept = ELEMENTS.iter().map(|it| (*it, Element::Kept));
        let void = VOID.iter().map(|it| (*it, Element::Void));
        let root = ["html", "body"].map(|it| (it, Element::Root));
        let raw = RAW.iter().map(|it| (*it, Element::Raw));
        let foreign = FOREIGN.iter().map(|it| (*it, Element::Foreign));
        kept.chain(void).chain(root).chain(raw).chain(foreign).map(|it| (it.0, it)).collect()
    });
    lower(name, |it| BY_NAME.get(it).copied())
}

/// Looks a name up in lower case, without giving it a place of its own; a longer one than any of
/// ours is not there.
pub(super) fn lower<T>(name: &str, look_up: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0; 20];
    let place = buffer.get_mut(..name.len())?;
    place.copy_from_slice(name.as_bytes());
    place.make_ascii_lowercase();
    look_up(std::str::from_utf8(place).ok()?)
}
