//! Octets in a card: photographs, logos, sounds and keys.
//!
//! vCard 3.0 writes them in base64 with their kind in a type, 4.0 as the address `data:` (RFC 2397).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::parse;
use super::super::part::Encoding;
use super::line::Line;

/// The photograph of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Photo {
    /// It is in the card. What it is, its octets say.
    Octets(Vec<u8>),
    /// It lies elsewhere, and is not asked for.
    Elsewhere,
}

/// The properties whose value may be octets, and the major type of what 3.0 names by its minor type.
const OCTETS: &[(&str, &str)] = &[
    ("PHOTO", "image"),
    ("LOGO", "image"),
    ("X-MS-CARDPICTURE", "image"),
    ("SOUND", "audio"),
    ("KEY", "application"),
];

fn kind(line: &Line) -> Option<&'static str> {
    OCTETS.iter().find(|it| line.is(it.0)).map(|it| it.1)
}

/// Whether a line is a photograph.
pub(super) fn is_photo(line: &Line) -> bool {
    line.is("PHOTO") || line.is("X-MS-CARDPICTURE")
}

/// The photograph of a line.
pub(super) fn read(line: &Line) -> Option<Photo> {
    let value = line.plain();
    let encoded = match data(&value) {
        Some((_, encoded)) => encoded,
        None if line.values("ENCODING").next().is_some() => value.as_str(),
        None => return value.contains(':').then_some(Photo::Elsewhere),
    };
    let octets = parse::decoded(Encoding::Base64, encoded.as_bytes());
    (!octets.is_empty()).then_some(Photo::Octets(octets))
}

/// The line of a photograph; `media_type` is `image/jpeg` or alike.
pub(super) fn line(media_type: &str, octets: &[u8]) -> Line {
    let minor = media_type.rsplit('/').next().unwrap_or_default().to_ascii_uppercase();
    Line::new("PHOTO", &STANDARD.encode(octets)).with("ENCODING", &["b"]).with("TYPE", &[&minor])
}

pub(super) fn to_3_0(line: &mut Line) {
    let Some(major) = kind(line) else { return };
    let value = line.plain();
    let Some((media_type, encoded)) = data(&value) else { return };
    let minor = media_type.strip_prefix(major).and_then(|it| it.strip_prefix('/'));
    let minor = minor.unwrap_or(media_type).to_ascii_uppercase();
    for name in ["ENCODING", "VALUE", "MEDIATYPE"] {
        line.drop(name);
    }
    line.value = encoded.to_owned();
    *line = std::mem::take(line).with("ENCODING", &["b"]);
    if !minor.is_empty() {
        *line = std::mem::take(line).with("TYPE", &[&minor]);
    }
}

pub(super) fn to_4_0(line: &mut Line) {
    let Some(major) = kind(line) else { return };
    if line.values("ENCODING").next().is_none() {
        return;
    }
    let minor = line.values("TYPE").next().unwrap_or_default().to_ascii_lowercase();
    let media_type = match minor.as_str() {
        "" => String::new(),
        whole if whole.contains('/') => whole.to_owned(),
        minor => format!("{major}/{minor}"),
    };
    line.drop("ENCODING");
    line.drop("TYPE");
    line.value = format!("data:{media_type};base64,{}", line.value);
}

/// The media type and the octets in base64 of an address `data:`.
fn data(value: &str) -> Option<(&str, &str)> {
    let (head, encoded) = value.strip_prefix("data:")?.split_once(',')?;
    Some((head.strip_suffix(";base64")?, encoded))
}
