//! Writing quoted-printable (RFC 2045, section 6.7).

/// The longest line, without the `=` of a soft break.
const MOST_OF_LINE: usize = 75;

/// Encodes text whose lines end with `\n`; those of the result end with CRLF, the last one as well.
pub(super) fn encode(octets: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::with_capacity(octets.len() + octets.len() / 8);
    let text = octets.strip_suffix(b"\n").unwrap_or(octets);
    for line in text.split(|it| *it == b'\n') {
        encode_line(line, &mut encoded);
        encoded.extend(b"\r\n");
    }
    encoded
}

/// The two digits of an octet.
pub(super) fn hex(octet: u8) -> [u8; 2] {
    let digit = |it: u8| if it < 10 { b'0' + it } else { b'A' - 10 + it };
    [digit(octet >> 4), digit(octet & 15)]
}

fn encode_line(line: &[u8], encoded: &mut Vec<u8>) {
    let mut width = 0;
    for (at, octet) in line.iter().enumerate() {
        let last = at + 1 == line.len();
        let plain = matches!(octet, b'!'..=b'<' | b'>'..=b'~') || (*octet == b' ' && !last);
        let length = if plain { 1 } else { 3 };
        if width + length > MOST_OF_LINE {
            encoded.extend(b"=\r\n");
            width = 0;
        }
        width += length;
        if plain {
            encoded.push(*octet);
        } else {
            encoded.push(b'=');
            encoded.extend(hex(*octet));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::parse;
    use crate::message::part::Encoding;

    #[test]
    fn reading_gives_back_what_was_written() {
        for text in ["", "a", "caf\u{e9} = th\u{e9} ", &"tr\u{e8}s ".repeat(60), "a\n\nb \n.\n"] {
            let encoded = encode(text.as_bytes());
            assert!(encoded.split(|it| *it == b'\n').all(|it| it.len() <= 77), "{text:?}");
            let mut decoder = parse::Decoder::new(Encoding::QuotedPrintable);
            let mut decoded = decoder.push(&encoded);
            decoded.extend(decoder.finish());
            let wanted = text.strip_suffix('\n').unwrap_or(text).replace('\n', "\r\n") + "\r\n";
            assert_eq!(String::from_utf8_lossy(&decoded), wanted);
        }
    }
}
