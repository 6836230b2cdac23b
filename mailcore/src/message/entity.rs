//! A message taken apart here, where no server does it: the tree of its parts, numbered as IMAP
//! numbers them (RFC 9051, section 6.4.5.1), and the octets of each.
//!
//! The parts are found by a scan of our own and not by `mail-parser`: that decodes every part where
//! places are all that is wanted, reads past a missing end of a multipart in ways of its own, tells
//! no limits, and made references in circles of what was badly nested (CVE-2026-26312).

use std::collections::HashMap;

use bytes::Bytes;

use super::parse;
use super::part::branch::Branch;
use super::part::described::Described;
use super::part::parameter::Parameters;
use super::part::{self, Part, PartId, UNKNOWN};

pub(crate) mod field;
pub(crate) mod parameter;
pub(crate) mod tree;

use parameter::Parameterized;
use tree::Inside;

/// A message, or another part with a header of its own.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Its tree.
    pub root: Part,
    /// Its header.
    pub header: Bytes,
    /// What is in each part, as it is written.
    pub octets: HashMap<PartId, Bytes>,
    /// The headers of the messages that are parts of it.
    pub headers: HashMap<PartId, Bytes>,
}

impl Entity {
    /// Reads octets as the message that the part `at` is. Never fails.
    pub fn read(octets: Bytes, at: &PartId) -> Self {
        let tree = tree::read(&octets);
        let mut entity = Self { header: octets.slice_ref(tree.header(&octets)), ..Self::default() };
        entity.root = entity.take(&octets, &tree, &Branch::body(at.numbers().to_vec()));
        entity
    }

    /// Goes down one level; the tree is at most 50 deep.
    fn take(&mut self, octets: &Bytes, tree: &tree::Part, branch: &Branch) -> Part {
        if let Inside::Parts(parts) = &tree.inside {
            let parts = (1..).zip(parts).map(|(number, it)| self.take(octets, it, &branch.child(number)));
            let parts = parts.collect();
            return Part {
                id: branch.id(true),
                media_type: multipart_type(&tree.media_type),
                parts,
                ..Part::default()
            };
        }
        let (id, body) = (branch.id(false), tree.body(octets));
        let mut part = Part { id: id.clone(), ..described(tree, octets) };
        if let Inside::Message(inner) = &tree.inside {
            let header = inner.header(octets);
            part.subject = Some(parse::headers(header).subject).filter(|it| !it.is_empty());
            part.parts.push(self.take(octets, inner, &branch.inside()));
            self.headers.extend(id.clone().map(|it| (it, octets.slice_ref(header))));
        }
        self.octets.extend(id.map(|it| (it, octets.slice_ref(body))));
        part
    }
}

/// The part, without the parts in it.
fn described(tree: &tree::Part, octets: &Bytes) -> Part {
    let header = tree.header(octets);
    let value = |name: &[u8]| field::value(header, name);
    let disposition = value(b"content-disposition").map(|it| parameter::read(&it));
    let (encoding, content_id) = (value(b"content-transfer-encoding"), value(b"content-id"));
    let encoding = encoding.map(|it| parameter::read(&it).value);
    let described = Described {
        media_type: media_type(&tree.media_type),
        parameters: parameters(&tree.media_type),
        disposition: disposition.as_ref().map(|it| it.value.as_slice()),
        disposition_parameters: disposition.as_ref().map(parameters).unwrap_or_default(),
        encoding: encoding.as_deref(),
        content_id: content_id.as_deref(),
    };
    described.part(None, tree.body(octets).len() as u64)
}

fn media_type(written: &Parameterized) -> String {
    known_type(written).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// What has parts is a multipart, whatever can be read of its subtype (RFC 2046, section 5.1.7).
fn multipart_type(written: &Parameterized) -> String {
    known_type(written).unwrap_or_else(|| "multipart/mixed".to_owned())
}

fn known_type(written: &Parameterized) -> Option<String> {
    part::media_type(str::from_utf8(&written.value).ok()?)
}

fn parameters(written: &Parameterized) -> Parameters<'_> {
    written.parameters.iter().map(|(name, value)| (name.as_slice(), value.as_slice())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2.1 text/plain`, one for each part, from the top down; `-` where there is no number.
    fn outline(part: &Part) -> Vec<String> {
        let id = part.id.as_ref().map_or("-".to_owned(), ToString::to_string);
        let below = part.parts.iter().flat_map(outline);
        std::iter::once(format!("{id} {}", part.media_type)).chain(below).collect()
    }

    fn read(text: &str) -> Entity {
        Entity::read(text.replace('\n', "\r\n").into(), &"2".parse().unwrap())
    }

    fn octets<'a>(entity: &'a Entity, id: &str) -> &'a [u8] {
        &entity.octets[&id.parse::<PartId>().unwrap()]
    }

    #[test]
    fn parts_are_numbered_below_the_message() {
        let inner = "Subject: =?utf-8?q?=C3=A9t=C3=A9?=\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\na\n--c\n\
                     Content-Type: image/png; name*=utf-8''%C3%A9.png\nContent-ID: <x@y>\n\
                     Content-Transfer-Encoding: base64\n\nAAAA\n--c--\n";
        let text = format!(
            "Subject: outer\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n\
             Content-Type: message/rfc822\n\n{inner}\n--b--\n"
        );
        let entity = read(&text);
        let expected = [
            "- multipart/mixed",
            "2.1 text/plain",
            "2.2 message/rfc822",
            "- multipart/mixed",
            "2.2.1 text/plain",
            "2.2.2 image/png",
        ];
        assert_eq!(outline(&entity.root), expected);
        assert!(entity.header.starts_with(b"Subject: outer\r\n"));
        assert_eq!((octets(&entity, "2.1"), octets(&entity, "2.2.2")), (&b"text"[..], &b"AAAA"[..]));
        let message = &entity.root.parts[1];
        assert_eq!(message.subject.as_deref(), Some("été"));
        assert!(entity.headers[&"2.2".parse::<PartId>().unwrap()].starts_with(b"Subject: =?"));
        let picture = &message.parts[0].parts[1];
        assert_eq!(
            (picture.file_name.as_deref(), picture.content_id.as_deref()),
            (Some("é.png"), Some("x@y"))
        );
        assert_eq!(picture.encoding, part::Encoding::Base64);
    }

    #[test]
    fn a_multipart_with_a_strange_subtype_is_a_mixed_one() {
        let strange = read("Content-Type: multipart/alter`ative; boundary=b\n\n--b\n\ntext\n--b--\n");
        assert_eq!(outline(&strange.root), ["- multipart/mixed", "2.1 text/plain"]);
    }

    #[test]
    fn a_message_without_parts_is_its_first_part() {
        let entity = read("Content-Type: TEXT/HTML; charset=\"ISO-8859-1\"\n\n<p>a");
        assert_eq!(outline(&entity.root), ["2.1 text/html"]);
        assert_eq!(
            (entity.root.charset.as_deref(), octets(&entity, "2.1")),
            (Some("iso-8859-1"), &b"<p>a"[..])
        );
        assert_eq!(outline(&read("").root), ["2.1 text/plain"]);
        let nested = read("Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n\nx");
        assert_eq!(
            outline(&nested.root),
            ["2.1 message/rfc822", "2.1.1 message/rfc822", "2.1.1.1 text/plain"]
        );
    }
}
