//! Encoded words (RFC 2047).
//!
//! Of our own and not `mail-parser`'s: that decodes each word for itself and so breaks a character
//! that is split over two of them, and reads raw 8-bit octets as UTF-8 only. It still reads lists
//! of addresses, out of what [`rewrite`] makes of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Decoder, charset, clean_line};
use crate::message::part::Encoding as TransferEncoding;

/// The longest word that is looked for, in octets. RFC 2047 allows 75; some do not care.
const MOST_OCTETS: usize = 1024;

enum Piece<'a> {
    /// What stands between encoded words.
    Raw(&'a [u8]),
    /// Decoded from one or more words side by side.
    Decoded(String),
}

struct Word<'a> {
    charset: &'a [u8],
    octets: Vec<u8>,
    /// How many octets the word takes where it stands.
    length: usize,
}

/// The text of an unstructured value.
pub(super) fn decode(octets: &[u8]) -> String {
    let encoding = charset::guess(octets);
    let mut text = String::new();
    for piece in pieces(octets) {
        match piece {
            Piece::Raw(octets) => text.push_str(&charset::decode_with(octets, encoding)),
            Piece::Decoded(decoded) => text.push_str(&decoded),
        }
    }
    text
}

/// The same value in UTF-8, each run of encoded words made one.
pub(super) fn rewrite(octets: &[u8]) -> Vec<u8> {
    let encoding = charset::guess(octets);
    let mut text = Vec::with_capacity(octets.len());
    for piece in pieces(octets) {
        match piece {
            Piece::Raw(octets) => text.extend(charset::decode_with(octets, encoding).bytes()),
            Piece::Decoded(decoded) => {
                // A word in the middle of another one would not be taken for one.
                if text.last().is_some_and(u8::is_ascii_alphanumeric) {
                    text.push(b' ');
                }
                let word = STANDARD.encode(clean_line(&decoded));
                if !word.is_empty() {
                    text.extend(format!("=?utf-8?B?{word}?=").bytes());
                }
            }
        }
    }
    text
}

fn pieces(octets: &[u8]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = octets;
    let mut at = 0;
    while let Some(found) = find(rest, at, b"=?") {
        let Some((before, word)) = rest.split_at_checked(found).and_then(|(a, b)| Some((a, read(b)?))) else {
            at = found + 2;
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Raw(before));
        }
        let (decoded, length) = read_run(rest.get(found..).unwrap_or_default(), word);
        pieces.push(Piece::Decoded(decoded));
        rest = rest.get(found + length..).unwrap_or_default();
        at = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Raw(rest));
    }
    pieces
}

/// Decodes `first` and the words that follow it with nothing but blanks between. Gives the text and
/// how many octets of `octets` it took.
fn read_run(octets: &[u8], first: Word<'_>) -> (String, usize) {
    let mut text = String::new();
    let mut length = first.length;
    let mut run = first;
    loop {
        let rest = octets.get(length..).unwrap_or_default();
        let blanks = rest.iter().take_while(|it| it.is_ascii_whitespace()).count();
        let Some(word) = rest.get(blanks..).and_then(read) else { break };
        length += blanks + word.length;
        if word.charset.eq_ignore_ascii_case(run.charset) {
            run.octets.extend(word.octets);
        } else {
            text.push_str(&decode_run(&run));
            run = word;
        }
    }
    text.push_str(&decode_run(&run));
    (text, length)
}

fn decode_run(run: &Word<'_>) -> String {
    charset::decode(&run.octets, Some(&String::from_utf8_lossy(run.charset)))
}

/// Reads the word at the start of `octets`: `=?charset*language?encoding?text?=`.
fn read(octets: &[u8]) -> Option<Word<'_>> {
    let rest = octets.strip_prefix(b"=?")?;
    let mark = find(rest.get(..rest.len().min(80))?, 0, b"?")?;
    let (charset, rest) = rest.split_at_checked(mark)?;
    let charset = charset.split(|it| *it == b'*').next().filter(|it| !it.is_empty())?;
    if !charset.iter().all(u8::is_ascii_graphic) {
        return None;
    }
    let [b'?', encoding, b'?', rest @ ..] = rest else { return None };
    let end = find(rest.get(..rest.len().min(MOST_OCTETS))?, 0, b"?=")?;
    let text = rest.get(..end)?;
    let octets_of_text = match encoding {
        b'B' | b'b' => {
            let mut decoder = Decoder::new(TransferEncoding::Base64);
            let mut decoded = decoder.push(text);
            decoded.append(&mut decoder.finish());
            decoded
        }
        b'Q' | b'q' => decode_q(text),
        _ => return None,
    };
    Some(Word { charset, octets: octets_of_text, length: octets.len() - rest.len() + end + 2 })
}

/// The `Q` encoding (RFC 2047, section 4.2): a blank may be an underscore, and every `=` counts.
fn decode_q(text: &[u8]) -> Vec<u8> {
    let digit = |octet: &u8| char::from(*octet).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [octet, after @ ..] = rest {
        rest = after;
        match (octet, after) {
            (b'_', _) => decoded.push(b' '),
            (b'=', [high, low, after @ ..]) => match (digit(high), digit(low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high << 4 | low);
                    rest = after;
                }
                _ => decoded.push(b'='),
            },
            _ => decoded.push(*octet),
        }
    }
    decoded
}

fn find(octets: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let at = octets.get(from..)?.windows(wanted.len()).position(|it| it == wanted)?;
    Some(from + at)
}
