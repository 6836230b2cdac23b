//! Parameters of a part (RFC 2045, section 5.1), split and encoded as RFC 2231 has it or as RFC 2047
//! forbids it.

use crate::message::parse;

/// The most pieces of one split parameter.
const MOST_PIECES: usize = 200;

/// The most octets of one parameter that are decoded.
const MOST_OCTETS: usize = 8192;

/// The parameters of a part or a disposition: names and values as they were received.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters<'a>(Vec<(&'a [u8], &'a [u8])>);

impl<'a> FromIterator<(&'a [u8], &'a [u8])> for Parameters<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a [u8], &'a [u8])>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// One piece of a parameter: `filename*1*=`.
struct Piece<'a> {
    /// Its place; a parameter that is not split has none.
    at: Option<usize>,
    /// Its octets are written with percent signs.
    encoded: bool,
    octets: &'a [u8],
}

impl<'a> Parameters<'a> {
    /// The decoded value of a parameter; `name` in lower case. The encoded form is the better one
    /// where there are both (RFC 6266, section 4.3, says why).
    pub(crate) fn find(&self, name: &str) -> Option<String> {
        let pieces: Vec<Piece<'a>> = self.pieces(name).take(MOST_PIECES).collect();
        let whole = |encoded: bool| pieces.iter().find(|it| it.at.is_none() && it.encoded == encoded);
        if let Some(piece) = whole(true) {
            return Some(join(&[piece]));
        }
        let mut split: Vec<&Piece<'a>> = pieces.iter().filter(|it| it.at.is_some()).collect();
        split.sort_by_key(|it| it.at);
        let together = split.iter().enumerate().take_while(|(place, it)| it.at == Some(*place)).count();
        match split.get(..together) {
            Some(split @ [_, ..]) => Some(join(split)),
            _ => whole(false).map(|it| parse::unstructured(limited(it.octets))),
        }
    }

    fn pieces(&self, name: &str) -> impl Iterator<Item = Piece<'a>> {
        self.0.iter().filter_map(move |(key, octets)| {
            let key = str::from_utf8(key).ok()?.to_ascii_lowercase();
            let mut marks = key.strip_prefix(name)?.split('*');
            let piece = match (marks.next(), marks.next(), marks.next(), marks.next()) {
                (Some(""), None, ..) => Piece { at: None, encoded: false, octets },
                (Some(""), Some(""), None, _) => Piece { at: None, encoded: true, octets },
                (Some(""), Some(at), None, _) => Piece { at: Some(at.parse().ok()?), encoded: false, octets },
                (Some(""), Some(at), Some(""), None) => {
                    Piece { at: Some(at.parse().ok()?), encoded: true, octets }
                }
                _ => return None,
            };
            Some(piece)
        })
    }
}

/// Puts the pieces together: `charset'language'` before the first encoded one.
fn join(pieces: &[&Piece<'_>]) -> String {
    let mut charset: &[u8] = b"";
    let mut octets = Vec::new();
    let mut any_encoded = false;
    for (place, piece) in pieces.iter().enumerate() {
        any_encoded |= piece.encoded;
        let mut text = piece.octets;
        let mut marks = text.splitn(3, |octet| *octet == b'\'');
        if let (0, true, Some(label), Some(_language), Some(rest)) =
            (place, piece.encoded, marks.next(), marks.next(), marks.next())
        {
            charset = label;
            text = rest;
        }
        if piece.encoded { unescape(text, &mut octets) } else { octets.extend_from_slice(text) }
    }
    let octets = limited(&octets);
    match encoding_rs::Encoding::for_label(charset) {
        Some(encoding) => encoding.decode_without_bom_handling(octets).0.into_owned(),
        None if any_encoded && str::from_utf8(octets).is_ok() => String::from_utf8_lossy(octets).into_owned(),
        None => parse::unstructured(octets),
    }
}

/// Undoes percent signs; one that is not followed by two digits is itself.
fn unescape(text: &[u8], octets: &mut Vec<u8>) {
    let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let pair = after.first_chunk::<2>().and_then(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?));
        let escaped = pair.filter(|_| *first == b'%');
        octets.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
}

fn limited(octets: &[u8]) -> &[u8] {
    octets.get(..MOST_OCTETS).unwrap_or(octets)
}
