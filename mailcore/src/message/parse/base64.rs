//! Base64 as it is found in mail (RFC 2045, section 6.8), piece by piece.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// What waits between two pieces: at most 18 bits.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bits: u32,
    count: u8,
}

impl Decoder {
    /// Decodes; characters outside the alphabet are passed over, and padding ends a group wherever
    /// it stands, since some programs join pieces that were encoded one by one.
    ///
    /// Nearly all there is are whole groups in lines: those go through the library at once, some ten
    /// times as fast. It refuses what else there may be; that is read character by character.
    pub(super) fn push(&mut self, octets: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::with_capacity(octets.len() / 4 * 3 + 3);
        let joined = without_line_ends(octets);
        let missing = usize::from((4 - self.count) % 4).min(joined.len());
        let (begun, rest) = joined.split_at(missing);
        self.slowly(begun, &mut decoded);
        let whole = if self.count == 0 { rest.len() / 4 * 4 } else { 0 };
        let (groups, rest) = rest.split_at(whole);
        let before = decoded.len();
        if STANDARD_NO_PAD.decode_vec(groups, &mut decoded).is_err() {
            decoded.truncate(before);
            self.slowly(groups, &mut decoded);
        }
        self.slowly(rest, &mut decoded);
        decoded
    }

    fn slowly(&mut self, octets: &[u8], decoded: &mut Vec<u8>) {
        for &octet in octets {
            let Some(value) = value(octet) else {
                if octet == b'=' {
                    self.end_group(decoded);
                }
                continue;
            };
            self.bits = self.bits << 6 | u32::from(value);
            self.count += 1;
            if self.count == 4 {
                let [_, first, second, third] = self.bits.to_be_bytes();
                decoded.extend([first, second, third]);
                (self.bits, self.count) = (0, 0);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut decoded = Vec::new();
        self.end_group(&mut decoded);
        decoded
    }

    fn end_group(&mut self, decoded: &mut Vec<u8>) {
        // Two characters hold one octet and four bits of nothing, three hold two and two.
        let (shift, octets) = match self.count {
            2 => (4, 1),
            3 => (2, 2),
            _ => (0, 0),
        };
        let rest = (self.bits >> shift).to_be_bytes();
        decoded.extend(rest.iter().skip(rest.len() - octets));
        (self.bits, self.count) = (0, 0);
    }
}

fn value(octet: u8) -> Option<u8> {
    match octet {
        b'A'..=b'Z' => Some(octet - b'A'),
        b'a'..=b'z' => Some(octet - b'a' + 26),
        b'0'..=b'9' => Some(octet - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

fn without_line_ends(octets: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(octets.len());
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', octets).chain([octets.len()]) {
        let line = octets.get(from..end).unwrap_or_default();
        joined.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        from = end + 1;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes pieces of `step` octets.
    fn decode(text: &[u8], step: usize) -> Vec<u8> {
        let mut decoder = Decoder::default();
        let mut decoded: Vec<u8> = text.chunks(step).flat_map(|it| decoder.push(it)).collect();
        decoded.extend(decoder.finish());
        decoded
    }

    /// The same, character by character.
    fn decode_slowly(text: &[u8]) -> Vec<u8> {
        let (mut decoder, mut decoded) = (Decoder::default(), Vec::new());
        decoder.slowly(text, &mut decoded);
        decoded.extend(decoder.finish());
        decoded
    }

    #[test]
    fn whole_groups_and_single_characters_give_the_same() {
        let octets: Vec<u8> = (0..3_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let encoded = base64::engine::general_purpose::STANDARD.encode(&octets);
        let lines: Vec<&[u8]> = encoded.as_bytes().chunks(76).collect();
        let wrapped = lines.join(&b"\r\n"[..]);
        for step in [1, 2, 3, 5, 64, 77, 1_000, wrapped.len()] {
            assert!(decode(&wrapped, step) == octets, "{step} octets at a time");
        }
        for odd in [
            &b"TWFu=TWFu\r\nTWE=TWFu"[..],
            b"TW Fu*TW\nFu",
            b"TWFuTQ",
            b"\r\n\r\nTQ==\r\n",
            b"T\rWFu",
            b"====",
            b"TWFu\xff\x00TWFu",
            b"",
        ] {
            for step in [1, 3, 4, 100] {
                assert_eq!(decode(odd, step), decode_slowly(odd), "{odd:?} by {step}");
            }
        }
    }
}
