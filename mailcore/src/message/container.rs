//! Parts that hold parts of which no server tells: what Outlook packs, what S/MIME wraps, a message
//! that is written in base64 or named as a file.
//!
//! Each is opened into a tree whose parts are numbered below it, so that to everybody else they are
//! parts like any.

use std::collections::HashMap;

use bytes::Bytes;

use super::entity::{Entity, field};
use super::part::{Encoding, Part, PartId};
use super::protection::cms::{self, Envelope};
use super::protection::{self, Signer};
use super::tnef::{self, Body, Unpacked};
use super::{parse, part};

/// The largest part that is opened, in octets as written: it is held whole.
pub const MOST_OCTETS: u64 = 25 * 1024 * 1024;

/// The number of the text that Outlook packed.
const TEXT: u32 = 1;

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A message.
    Message,
    /// A part that is signed, or nothing that can be read.
    Envelope,
    /// Files, and the text that stands in none of the other parts (`winmail.dat`).
    Outlook,
}

/// A part that was opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// What stands in its place in the tree.
    pub tree: Part,
    /// What is in each part below it, as it is written.
    pub octets: HashMap<PartId, Bytes>,
    /// The headers of the messages in it.
    pub headers: HashMap<PartId, Bytes>,
    /// Who signed it, of an envelope.
    pub signer: Option<Signer>,
    /// Something in it could not be read.
    pub cut: bool,
}

/// What a part holds, by what it says it is; `None` for one whose parts the server tells, and for one
/// that is too large.
pub fn kind(part: &Part) -> Option<Kind> {
    let name = part.file_name.as_deref().unwrap_or_default().to_ascii_lowercase();
    let kind = match part.media_type.as_str() {
        _ if protection::is_envelope(part) => Kind::Envelope,
        "application/ms-tnef" | "application/vnd.ms-tnef" => Kind::Outlook,
        "application/octet-stream" if name == "winmail.dat" => Kind::Outlook,
        "message/rfc822" | "message/global" if !part.is_told() => Kind::Message,
        "application/octet-stream" | "application/eml" | "text/plain" if name.ends_with(".eml") => {
            Kind::Message
        }
        _ => return None,
    };
    (part.size <= MOST_OCTETS).then_some(kind)
}

/// Opens a part; `octets` are as they are written. `None` when it is not what it says.
pub fn open(part: &Part, octets: &[u8]) -> Option<Opened> {
    let id = part.id.as_ref()?;
    let decoded = parse::decoded(part.encoding, octets);
    match kind(part)? {
        Kind::Message => Some(message(part, id, decoded.into())),
        Kind::Envelope => envelope(id, &decoded),
        Kind::Outlook => Some(unpacked(part, id, &tnef::read(&decoded)?)),
    }
}

fn message(part: &Part, id: &PartId, octets: Bytes) -> Opened {
    let mut entity = Entity::read(octets, id);
    let subject = parse::headers(&entity.header).subject;
    entity.headers.insert(id.clone(), entity.header);
    let tree = Part {
        media_type: "message/rfc822".to_owned(),
        encoding: Encoding::Identity,
        subject: Some(subject).filter(|it| !it.is_empty()),
        parts: vec![entity.root],
        ..part.clone()
    };
    Opened { tree, octets: entity.octets, headers: entity.headers, ..Opened::default() }
}

fn envelope(id: &PartId, octets: &[u8]) -> Option<Opened> {
    let Envelope::Signed { signer, content: Some(content) } = cms::read(octets) else { return None };
    // What has no type is no part but the octets of some file.
    field::value(&content, b"content-type")?;
    let Entity { root, octets, headers, .. } = Entity::read(content.into(), id);
    Some(Opened { tree: root, octets, headers, signer: Some(signer), cut: false })
}

/// The text is the first part, whether there is one or not, the files come behind it: so each has
/// the same number however it is looked for. Where something is missing, the whole is there as well.
fn unpacked(packed: &Part, id: &PartId, unpacked: &Unpacked<'_>) -> Opened {
    let mut opened = Opened { cut: unpacked.cut, ..Opened::default() };
    let mut parts = Vec::new();
    let text = unpacked.body.as_ref().map(|it| match it {
        Body::Text(text) => (text, "text/plain"),
        Body::Html(text) => (text, "text/html"),
    });
    if let Some((text, media_type)) = text {
        let charset = Some("utf-8".to_owned());
        let part = Part { media_type: media_type.to_owned(), charset, ..Part::default() };
        parts.extend(opened.add(id, TEXT, part, Bytes::copy_from_slice(text.as_bytes())));
    }
    for (number, file) in (TEXT + 1..).zip(&unpacked.files) {
        let part = Part {
            media_type: file.media_type.clone(),
            file_name: file.name.clone(),
            content_id: file.content_id.clone(),
            disposition: Some(part::Disposition::Attachment),
            ..Part::default()
        };
        parts.extend(opened.add(id, number, part, Bytes::copy_from_slice(&file.octets)));
    }
    parts.extend(unpacked.cut.then(|| packed.clone()));
    // HTML shows pictures that are packed beside it.
    let media_type =
        if matches!(unpacked.body, Some(Body::Html(_))) { "multipart/related" } else { "multipart/mixed" };
    opened.tree = Part { id: Some(id.clone()), media_type: media_type.to_owned(), parts, ..Part::default() };
    opened
}

impl Opened {
    /// Adds a part with what is in it; `None` where it would be too deep.
    fn add(&mut self, below: &PartId, number: u32, part: Part, octets: Bytes) -> Option<Part> {
        let id = below.child(number)?;
        let part = Part { id: Some(id.clone()), size: octets.len() as u64, ..part };
        self.octets.insert(id, octets);
        Some(part)
    }

    /// Takes the text of `winmail.dat` away, where the message has its own.
    pub fn without_text(&mut self) {
        self.tree.media_type = "multipart/mixed".to_owned();
        let text = self.tree.id.as_ref().and_then(|it| it.child(TEXT));
        self.tree.parts.retain(|it| it.id != text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(media_type: &str, name: &str, size: u64) -> Part {
        let file_name = Some(name.to_owned()).filter(|it| !it.is_empty());
        Part { media_type: media_type.to_owned(), file_name, size, id: "2".parse().ok(), ..Part::default() }
    }

    #[test]
    fn a_container_is_told_by_its_type_or_its_name() {
        for (media_type, name, expected) in [
            ("application/pkcs7-mime", "smime.p7m", Some(Kind::Envelope)),
            ("application/pkcs7-mime", "contrat.pdf.p7m", None),
            ("application/ms-tnef", "", Some(Kind::Outlook)),
            ("application/octet-stream", "WINMAIL.DAT", Some(Kind::Outlook)),
            ("message/rfc822", "", Some(Kind::Message)),
            ("application/octet-stream", "Lettre.EML", Some(Kind::Message)),
            ("application/pdf", "a.eml", None),
            ("text/plain", "a.txt", None),
        ] {
            assert_eq!(kind(&part(media_type, name, 10)), expected, "{media_type} {name}");
            assert_eq!(kind(&part(media_type, name, MOST_OCTETS + 1)), None);
        }
        let told = Part { parts: vec![Part::default()], ..part("message/rfc822", "", 10) };
        assert_eq!(kind(&told), None);
        assert_eq!(kind(&Part { encoding: Encoding::Base64, ..told }), Some(Kind::Message));
    }

    #[test]
    fn a_signed_envelope_gives_its_parts() {
        let octets = include_bytes!("../../../tests/data/protected/opaque.p7m");
        let opened = open(&part("application/pkcs7-mime", "", 10), octets).unwrap();
        assert_eq!((opened.tree.media_type.as_str(), opened.tree.parts.len()), ("multipart/mixed", 2));
        assert_eq!(&opened.octets[&"2.2".parse::<PartId>().unwrap()][..], b"JVBERi0xLjQK");
        assert_eq!(opened.signer.unwrap().name, "Élodie Martin");
        let encrypted = include_bytes!("../../../tests/data/protected/encrypted.p7m");
        assert!(open(&part("application/pkcs7-mime", "", 10), encrypted).is_none());
    }

    #[test]
    fn what_outlook_packed_is_numbered_below_it() {
        let octets = include_bytes!("../../../tests/data/winmail.dat");
        let mut opened = open(&part("application/ms-tnef", "", 10), octets).unwrap();
        let names = |it: &Opened| {
            let name = |it: &Part| {
                format!("{} {}", it.id.clone().unwrap(), it.file_name.clone().unwrap_or_default())
            };
            it.tree.parts.iter().map(name).collect::<Vec<String>>()
        };
        assert_eq!(names(&opened), ["2.1 ", "2.2 Procès-verbal d’été.pdf", "2.3 logo.png"]);
        opened.without_text();
        assert_eq!(names(&opened), ["2.2 Procès-verbal d’été.pdf", "2.3 logo.png"]);
        let damaged =
            open(&part("application/ms-tnef", "winmail.dat", 10), &octets[..octets.len() - 10]).unwrap();
        assert!(damaged.cut && names(&damaged).contains(&"2 winmail.dat".to_owned()));
        assert!(open(&part("application/ms-tnef", "", 10), b"no stream").is_none());
    }
}
