//! Answers of many parts (RFC 4918, section 13).

use super::xml::{DAV, Element, Unreadable};

/// What was said of each thing.
#[derive(Debug)]
pub(super) struct Multistatus {
    root: Element,
}

/// What was said of one thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a>(&'a Element);

impl Multistatus {
    pub(super) fn read(octets: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(octets).map_err(|_| Unreadable)?;
        let root = Element::read(text.trim_start_matches('\u{feff}'))?;
        if root.is(DAV, "multistatus") { Ok(Self { root }) } else { Err(Unreadable) }
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.root.all(DAV, "response").map(Part)
    }

    /// From where the next changes are told (RFC 6578, section 3.2).
    pub(super) fn token(&self) -> Option<&str> {
        self.root.text_of(DAV, "sync-token")
    }
}

impl<'a> Part<'a> {
    /// What it is about: a reference, relative to what was asked.
    pub(super) fn href(self) -> &'a str {
        self.0.text_of(DAV, "href").unwrap_or_default()
    }

    /// The status of the whole, where it has one.
    pub(super) fn status(self) -> Option<u16> {
        self.0.text_of(DAV, "status").and_then(status)
    }

    /// A property that it has.
    pub(super) fn property(self, space: &'a str, name: &'a str) -> Option<&'a Element> {
        let good = |it: &&Element| it.text_of(DAV, "status").and_then(status).is_none_or(|it| it == 200);
        let mut found = self.0.all(DAV, "propstat").filter(good).flat_map(|it| it.all(DAV, "prop"));
        found.find_map(|it| it.first(space, name))
    }

    /// The text of a property; `None` when it is empty.
    pub(super) fn text(self, space: &'a str, name: &'a str) -> Option<&'a str> {
        self.property(space, name).map(|it| it.text.trim()).filter(|it| !it.is_empty())
    }

    /// The reference that a property holds.
    pub(super) fn link(self, space: &'a str, name: &'a str) -> Option<&'a str> {
        self.property(space, name)?.text_of(DAV, "href")
    }
}

/// `HTTP/1.1 404 Not Found`
fn status(line: &str) -> Option<u16> {
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_each_is_found() {
        let text = "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\"><response><href>/a/1.vcf</href><propstat><prop>\
                    <getetag>\"1\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop>\
                    <displayname>x</displayname></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>\
                    <response><href>/a/2.vcf</href><status>HTTP/1.1 404 Not Found</status></response>\
                    <sync-token>t</sync-token></multistatus>";
        let many = Multistatus::read(text.as_bytes()).unwrap();
        let said: Vec<_> = many.parts().map(|it| (it.href(), it.status(), it.text(DAV, "getetag"))).collect();
        assert_eq!(said, [("/a/1.vcf", None, Some("\"1\"")), ("/a/2.vcf", Some(404), None)]);
        assert_eq!(many.parts().next().and_then(|it| it.text(DAV, "displayname")), None);
        assert_eq!(many.token(), Some("t"));
        assert!(Multistatus::read(b"<html/>").is_err());
        assert!(Multistatus::read(b"\xff\xfe").is_err());
    }
}
