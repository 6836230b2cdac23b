//! Answers in XML (the door of `quick_xml`): a small tree of what is asked for, with limits.
//!
//! A document that declares anything of its own is refused, so nothing is expanded and nothing is fetched.

use quick_xml::NsReader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

/// The namespace of WebDAV (RFC 4918).
pub(super) const DAV: &str = "DAV:";

/// The namespace of CardDAV (RFC 6352).
pub(super) const CARD: &str = "urn:ietf:params:xml:ns:carddav";

/// The namespace of what CalendarServer brought, as `getctag`.
pub(super) const SERVER: &str = "http://calendarserver.org/ns/";

/// How deep elements may lie in each other.
const MOST_DEPTH: usize = 40;

/// The most elements of a document.
const MOST_ELEMENTS: usize = 400_000;

/// The longest name of an element, in octets.
const MOST_NAME: usize = 100;

/// The namespaces that are told apart.
const SPACES: [&str; 3] = [DAV, CARD, SERVER];

/// Any other namespace, and none.
const OTHER: &str = "";

/// It is no XML, or not as we take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer is no XML as it should be")]
pub(super) struct Unreadable;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// One of those that are told apart, however long the answer writes its own: it counts for each element.
    space: &'static str,
    name: String,
    /// All text that stands directly in it.
    pub(super) text: String,
    children: Vec<Element>,
}

impl Element {
    /// Reads a document; its root.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Self> = Vec::new();
        let mut count = 0;
        loop {
            let (space, event) = reader.read_resolved_event().map_err(|_| Unreadable)?;
            match event {
                Event::Start(it) => {
                    count += 1;
                    open.push(Self::begin(&space, &it)?);
                    if open.len() > MOST_DEPTH || count > MOST_ELEMENTS {
                        return Err(Unreadable);
                    }
                }
                Event::Empty(it) => {
                    count += 1;
                    let element = Self::begin(&space, &it)?;
                    match open.last_mut() {
                        Some(around) if count <= MOST_ELEMENTS => around.children.push(element),
                        Some(_) => return Err(Unreadable),
                        None => return Ok(element),
                    }
                }
                Event::End(_) => {
                    let element = open.pop().ok_or(Unreadable)?;
                    match open.last_mut() {
                        Some(around) => around.children.push(element),
                        None => return Ok(element),
                    }
                }
                Event::Text(it) => say(&mut open, &it.xml10_content()),
                Event::CData(it) => say(&mut open, &it.xml10_content()),
                Event::GeneralRef(it) => say(&mut open, &referred(&it).ok_or(Unreadable)?),
                Event::DocType(_) | Event::Eof => return Err(Unreadable),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn begin(space: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Self, Unreadable> {
        let space = match space {
            ResolveResult::Bound(space) => SPACES.into_iter().find(|it| *it == space.as_ref()),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
        };
        let name = start.local_name();
        if name.as_ref().len() > MOST_NAME {
            return Err(Unreadable);
        }
        let name = name.as_ref().to_owned();
        Ok(Self { space: space.unwrap_or(OTHER), name, ..Self::default() })
    }

    /// Whether it is called so.
    pub(super) fn is(&self, space: &str, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// Those directly in it that are called so.
    pub(super) fn all<'a>(&'a self, space: &'a str, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |it| it.is(space, name))
    }

    /// The first of them.
    pub(super) fn first<'a>(&'a self, space: &'a str, name: &'a str) -> Option<&'a Self> {
        self.all(space, name).next()
    }

    /// Those directly in it.
    pub(super) fn children(&self) -> &[Self] {
        &self.children
    }

    /// The text of the first that is called so, without blanks around it; `None` when it is empty.
    pub(super) fn text_of<'a>(&'a self, space: &'a str, name: &'a str) -> Option<&'a str> {
        self.first(space, name).map(|it| it.text.trim()).filter(|it| !it.is_empty())
    }
}

fn say(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// What stands for a reference: a character by its number, or one of the five that XML itself names (XML 1.0,
/// sections 4.1 and 4.6).
fn referred(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => resolve_xml_entity(reference).map(str::to_owned),
    }
}

/// A text as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_with_their_spaces_and_text() {
        let text = "<?xml version='1.0'?><!-- x --><d:a xmlns:d='DAV:' xmlns='urn:x'>\n<d:b> 1 &amp;&#x20;2<![CDATA[<3]]> \
                    </d:b><b/><d:b>4</d:b></d:a>";
        let root = Element::read(text).unwrap();
        assert!(root.is(DAV, "a"));
        assert_eq!(root.text_of(DAV, "b"), Some("1 & 2<3"));
        assert_eq!(root.all(DAV, "b").count(), 2);
        assert!(root.first(OTHER, "b").is_some());
        assert_eq!(root.children().len(), 3);
    }

    #[test]
    fn a_long_namespace_is_not_kept_with_each_element() {
        let text = format!("<a xmlns='urn:{}'>{}</a>", "x".repeat(1_000_000), "<b/>".repeat(50_000));
        let root = Element::read(&text).unwrap();
        assert_eq!(root.children().len(), 50_000);
        let kept: usize = root.children().iter().map(|it| it.space.len() + it.name.len()).sum();
        assert_eq!(kept, 50_000);
        assert_eq!(Element::read(&format!("<{}/>", "a".repeat(MOST_NAME + 1))), Err(Unreadable));
    }

    #[test]
    fn what_is_no_xml_or_declares_something_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        for text in [
            "",
            "<html><p>hello</html>",
            "<a>",
            "</a>",
            "plain",
            "<a>&x;</a>",
            "<a>&#0;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;\">]><a>&m;</a>",
            &deep,
        ] {
            assert_eq!(Element::read(text), Err(Unreadable), "{text}");
        }
    }

    #[test]
    fn what_is_escaped_is_read_again() {
        let text = "/a&b<c>\"d\"";
        assert_eq!(Element::read(&format!("<a>{}</a>", escaped(text))).unwrap().text, text);
    }
}
