//! Files as parts of a message (RFC 2045, 2046, 2183).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::ContentType;

use super::OutgoingFile;
use super::header::Writer;

/// How many octets make a line of base64 (RFC 2045, section 6.8: at most 76 characters).
const OCTETS_OF_LINE: usize = 57;

/// The longest line of mail without its end, in octets (RFC 5322, section 2.1.1).
const MOST_OF_LINE: usize = 998;

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Lines of ASCII.
    SevenBit,
    /// Lines.
    EightBit,
    Base64,
}

/// Whether the parts around it have to say that they hold octets beyond ASCII.
pub(super) fn needs_eight_bits(file: &OutgoingFile) -> bool {
    encoding(file, false) == Encoding::EightBit
}

/// A message within a message must not be encoded (RFC 2046, section 5.2.1); all else is, and so is one with octets
/// beyond ASCII where there may be none.
fn encoding(file: &OutgoingFile, is_ascii_alone: bool) -> Encoding {
    let message = file.media_type == "message/rfc822";
    match (message && is_lines(&file.octets), file.octets.is_ascii()) {
        (true, true) => Encoding::SevenBit,
        (true, false) if !is_ascii_alone => Encoding::EightBit,
        (true, false) | (false, _) => Encoding::Base64,
    }
}

fn is_lines(octets: &[u8]) -> bool {
    let lines = octets.strip_suffix(b"\r\n").unwrap_or(octets).split(|it| *it == b'\n');
    let mut count = 0;
    let good = lines.inspect(|_| count += 1).all(|line| line.len() <= MOST_OF_LINE + 1 && !line.contains(&0));
    let ends = octets.windows(2).filter(|it| it == b"\r\n").count();
    let alone = |wanted: u8| octets.iter().filter(|it| **it == wanted).count() != ends;
    good && !alone(b'\r') && !alone(b'\n')
}

/// The header of the part, and how its content is to be written.
pub(super) fn header(file: &OutgoingFile, is_ascii_alone: bool) -> (Writer, Encoding) {
    let encoding = encoding(file, is_ascii_alone);
    let opaque = file.media_type.starts_with("message/") && encoding == Encoding::Base64;
    let media_type = if opaque { "application/octet-stream" } else { media_type(&file.media_type) };
    let mut header = Writer::default();
    header.media_type(media_type);
    header.attachment(&name(&file.name));
    header.text(
        "Content-Transfer-Encoding",
        match encoding {
            Encoding::SevenBit => "7bit",
            Encoding::EightBit => "8bit",
            Encoding::Base64 => "base64",
        },
    );
    (header, encoding)
}

/// A type without parameters, such as nobody can put another field into.
fn media_type(text: &str) -> &str {
    let token = |it: &str| {
        let characters = it.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b));
        (1..=127).contains(&it.len()) && characters
    };
    let good = text.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype));
    // A multipart needs a boundary, which a file does not bring along.
    let parts = text.starts_with("multipart/");
    if good && !parts && ContentType::parse(text).is_ok() { text } else { "application/octet-stream" }
}

/// The name without a path and without control characters.
pub(super) fn name(text: &str) -> String {
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name.trim().to_owned() }
}

/// Appends the content.
pub(super) fn write(octets: &mut Vec<u8>, file: &OutgoingFile, encoding: Encoding) {
    if encoding != Encoding::Base64 {
        octets.extend(&file.octets);
        return;
    }
    let mut line = String::with_capacity(OCTETS_OF_LINE / 3 * 4 + 2);
    for (at, piece) in file.octets.chunks(OCTETS_OF_LINE).enumerate() {
        line.clear();
        if at > 0 {
            line.push_str("\r\n");
        }
        STANDARD.encode_string(piece, &mut line);
        octets.extend(line.as_bytes());
    }
}
