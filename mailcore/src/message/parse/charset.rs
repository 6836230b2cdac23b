//! Octets in any charset to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Whether a label tells nothing about octets beyond ASCII.
pub(super) fn says_nothing(label: &str) -> bool {
    matches!(
        label,
        "" | "us-ascii" | "ascii" | "unknown-8bit" | "x-unknown" | "unknown" | "default" | "binary"
    )
}

/// Decodes by a label, or by a guess where there is none that is known or the label is plainly
/// wrong. Never fails: what has no meaning becomes U+FFFD.
pub(super) fn decode(octets: &[u8], label: Option<&str>) -> String {
    let label = bare(label);
    let encoding = labelled(&label, octets);
    if encoding == Some(UTF_8) {
        return decode_utf_8(octets);
    }
    // UTF-7 and what browsers gave up, which encoding_rs therefore does not have.
    let old = || mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes());
    match encoding {
        Some(encoding) => decode_with(octets, encoding),
        None => match old().filter(|_| !says_nothing(&label)) {
            Some(decoder) => decoder(octets),
            None => decode_with(octets, guess(octets)),
        },
    }
}

/// The charset that the label names, or else a guess.
pub(super) fn of(octets: &[u8], label: Option<&str>) -> &'static Encoding {
    labelled(&bare(label), octets).unwrap_or_else(|| guess(octets))
}

fn bare(label: Option<&str>) -> String {
    label.unwrap_or_default().trim_matches([' ', '"', '\'']).to_ascii_lowercase()
}

/// What a label names, if it says something that the octets do not refute. Programs that never asked
/// say Latin 1 of what is UTF-8; text in Latin 1 that happens to be UTF-8 does not occur.
fn labelled(label: &str, octets: &[u8]) -> Option<&'static Encoding> {
    if says_nothing(label) {
        return None;
    }
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    let is_wrong = encoding == WINDOWS_1252 && !octets.is_ascii() && is_utf_8(octets);
    Some(if is_wrong { UTF_8 } else { encoding })
}

/// What a label names; `None` for nothing that is known.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Whether octets are UTF-8, or a piece of it that ends within a character.
pub(super) fn is_utf_8(octets: &[u8]) -> bool {
    match std::str::from_utf8(octets) {
        Ok(_) => true,
        // A lone octet at the end is the last letter of a word in another charset.
        Err(error) => {
            let before = octets.get(..error.valid_up_to()).unwrap_or_default();
            error.error_len().is_none() && !before.is_ascii()
        }
    }
}

pub(super) fn decode_with(octets: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_with_bom_removal(octets).0.into_owned()
}

/// What said to be UTF-8 and is not: a few damaged characters in it, or another charset.
fn decode_utf_8(octets: &[u8]) -> String {
    let text = decode_with(octets, UTF_8);
    if std::str::from_utf8(octets).is_ok() {
        return text;
    }
    let damaged = text.matches('\u{fffd}').count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - damaged;
    if good >= damaged { text } else { decode_with(octets, guess(octets)) }
}

/// UTF-8 if it can be, else what the octets look like.
pub(super) fn guess(octets: &[u8]) -> &'static Encoding {
    // ISO-2022-JP looks like ASCII with escape characters.
    let may_be_japanese = octets.is_ascii() && octets.contains(&0x1b);
    if is_utf_8(octets) && !may_be_japanese {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(octets, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset of a file that nothing is said of: by the mark at its beginning, by the zeros that
/// UTF-16 has in Latin text, else by a guess that leans to Western Europe.
pub(super) fn of_file(octets: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(octets) {
        return marked;
    }
    let start = octets.get(..1024).unwrap_or(octets);
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|it| **it == 0).count();
    match (zeros(0) * 4 > start.len(), zeros(1) * 4 > start.len()) {
        (true, false) => return UTF_16BE,
        (false, true) => return UTF_16LE,
        _ => {}
    }
    if is_utf_8(octets) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(octets, true);
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

/// The charset that a document names in its `<meta>` (HTML, section 13.2.3.2, in short).
pub(super) fn in_html(octets: &[u8]) -> Option<String> {
    let start: Vec<u8> = octets.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let start = String::from_utf8_lossy(&start);
    let (_, after) = start.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let label: String =
        value.chars().take(40).take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    // A document whose octets say "utf-16" in ASCII is not in UTF-16.
    Some(label).filter(|it| !it.is_empty() && !it.starts_with("utf-16"))
}
