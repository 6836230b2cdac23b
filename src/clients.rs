//! Programs and telephones that reach the mailboxes as well: what they ask, and what shows them the way.

use mailcore::address::Address;
use qrcode::{Color, QrCode};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};
use sha2::{Digest as _, Sha256};

/// The element of a question that holds the address (MS-OXDSCLI, section 2.2.3).
const ASKED: &str = "EMailAddress";

/// Modules that must be left free around a code (ISO/IEC 18004, section 9.1).
const QUIET_ZONE: usize = 4;

/// A QR code as a picture to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// How many modules it is wide and high, with what must be free around it.
    pub side: usize,
    /// A path of SVG over all that is dark.
    pub path: String,
}

impl Code {
    /// The code of a text; `None` when it holds more than a code can.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (QUIET_ZONE + place % width, QUIET_ZONE + place / width);
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        Some(Self { side: width + 2 * QUIET_ZONE, path })
    }
}

/// A UUID that is the same for the same words (version 8, RFC 9562, section 5.8): what is set up once more takes
/// the place of what was there.
pub fn uuid(words: &[&str]) -> String {
    let mut digest = Sha256::new();
    for word in words {
        digest.update(word.as_bytes());
        digest.update([0]);
    }
    let octets: Vec<u8> = digest.finalize().into_iter().take(16).collect();
    let hex = octets.iter().enumerate().map(|(place, octet)| match place {
        6 => format!("-{:02X}", octet & 0x0f | 0x80),
        8 => format!("-{:02X}", octet & 0x3f | 0x80),
        4 | 10 => format!("-{octet:02X}"),
        _ => format!("{octet:02X}"),
    });
    hex.collect()
}

/// The address that a question of autodiscover is about; `None` when it is none. Entities that a document
/// declares itself are not looked up.
pub fn asked_address(question: &[u8]) -> Option<Address> {
    let mut reader = Reader::from_reader(question);
    let mut within = false;
    let mut found = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(it) => within = it.local_name().as_ref() == ASKED,
            Event::Text(it) if within => found.push_str(&it.xml10_content()),
            Event::CData(it) if within => found.push_str(&it.xml10_content()),
            Event::GeneralRef(it) if within => found.push_str(&referred(&it)?),
            Event::End(it) if it.local_name().as_ref() == ASKED => return found.trim().parse().ok(),
            Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// What stands for a reference: a character by its number, or one of the five that XML itself names (XML 1.0, sections
/// 4.1 and 4.6).
fn referred(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => resolve_xml_entity(reference).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_is_square() {
        let code = Code::of("https://mail.example.org/settings/client").unwrap();
        assert_eq!(code.side, 29 + 2 * QUIET_ZONE);
        for corner in ["M4 4h1", "M32 4h1", "M4 32h1"] {
            assert!(code.path.contains(corner), "{corner}");
        }
        assert!(!code.path.contains("M3 ") && !code.path.contains(" 33h"));
        assert_eq!(Code::of(&"x".repeat(10_000)), None);
    }

    #[test]
    fn a_uuid_is_one_and_always_the_same() {
        let first = uuid(&["a", "b"]);
        assert_eq!(first, uuid(&["a", "b"]));
        assert_ne!(first, uuid(&["ab", ""]));
        let groups: Vec<usize> = first.split('-').map(str::len).collect();
        assert_eq!((groups, first.as_bytes()[14]), (vec![8, 4, 4, 4, 12], b'8'), "{first}");
    }

    #[test]
    fn the_address_is_read_and_nothing_else() {
        let ask = |inside: &str| asked_address(inside.as_bytes()).map(|it| it.to_string());
        let whole = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"x\"><Request>\
                     <EMailAddress> claire@octopus.test </EMailAddress><AcceptableResponseSchema>y\
                     </AcceptableResponseSchema></Request></Autodiscover>";
        assert_eq!(ask(whole).as_deref(), Some("claire@octopus.test"));
        assert_eq!(ask("<a:EMailAddress xmlns:a='x'>a@b.be</a:EMailAddress>").as_deref(), Some("a@b.be"));
        let referring = "<EMailAddress>a&amp;b&#x2B;c&#39;<![CDATA[&d]]><!-- e -->@b.be</EMailAddress>";
        assert_eq!(ask(referring).as_deref(), Some("a&b+c'&d@b.be"));
        for nothing in [
            "",
            "<EMailAddress>a&x;@b.be</EMailAddress>",
            "<EMailAddress>a&#xD800;@b.be</EMailAddress>",
            "<EMailAddress>a&lt;@b.be</EMailAddress>",
            "<EMailAddress>a&@b.be</EMailAddress>",
            "no XML",
            "<EMailAddress>nobody</EMailAddress>",
            "<EMailAddress>a@b.be",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EMailAddress>&x;@b.be</EMailAddress>",
            "<EMailAddress><b>x</b>a@b.be</EMailAddress>",
        ] {
            assert_eq!(ask(nothing), None, "{nothing}");
        }
    }
}
