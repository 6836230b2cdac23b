//! Mailbox names on the wire: modified UTF-7 (RFC 3501, section 5.1.3).

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Base64 with `,` for `/`, never padded.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &IMAP_MUTF7,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Writes a name for the wire: printable ASCII as it is, `&` as `&-`, the rest as `&…-`.
pub(super) fn encode(name: &str) -> String {
    let mut wire = String::with_capacity(name.len());
    let mut shifted = Vec::new();
    for character in name.chars() {
        if matches!(character, ' '..='~') {
            end_shift(&mut wire, &mut shifted);
            wire.push(character);
            if character == '&' {
                wire.push('-');
            }
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                shifted.extend_from_slice(&unit.to_be_bytes());
            }
        }
    }
    end_shift(&mut wire, &mut shifted);
    wire
}

/// Reads a name from the wire. What is no modified UTF-7 is kept as it is: raw UTF-8 from a server
/// that does not encode, an `&` that stands alone.
pub(super) fn decode(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len());
    let mut rest = wire;
    while let Some((before, after)) = rest.split_once('&') {
        name.push_str(before);
        let shift = after.split_once('-').and_then(|(inside, next)| Some((unshift(inside)?, next)));
        rest = match shift {
            Some((text, next)) => {
                name.push_str(&text);
                next
            }
            None => {
                name.push('&');
                after
            }
        };
    }
    name.push_str(rest);
    name
}

/// Writes what was gathered since the last printable character.
fn end_shift(wire: &mut String, shifted: &mut Vec<u8>) {
    if !shifted.is_empty() {
        wire.push('&');
        BASE64.encode_string(&*shifted, wire);
        wire.push('-');
        shifted.clear();
    }
}

/// Reads what stands between `&` and `-`.
fn unshift(inside: &str) -> Option<String> {
    if inside.is_empty() {
        return Some("&".to_owned());
    }
    let octets = BASE64.decode(inside).ok()?;
    let (pairs, []) = octets.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_and_decoding_are_inverses() {
        for (name, wire) in [
            ("INBOX", "INBOX"),
            ("Envoyés", "Envoy&AOk-s"),
            ("Éléments envoyés", "&AMk-l&AOk-ments envoy&AOk-s"),
            ("R&D", "R&-D"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("é&é", "&AOk-&-&AOk-"),
            ("😀", "&2D3eAA-"),
            ("a\"b\\c d", "a\"b\\c d"),
            ("é-", "&AOk--"),
            ("&-", "&--"),
        ] {
            assert_eq!(encode(name), wire);
            assert_eq!(decode(wire), name);
        }
    }

    #[test]
    fn every_name_survives_the_wire() {
        for code in (0x20..0x3000).chain(0x1f000..0x1f700).filter_map(char::from_u32) {
            for name in [format!("{code}"), format!("a{code}&{code}{code}b"), format!("{code}-é")] {
                let wire = encode(&name);
                assert!(wire.is_ascii(), "{wire}");
                assert_eq!(decode(&wire), name);
            }
        }
    }

    #[test]
    fn what_is_no_modified_utf7_is_kept() {
        for wire in ["a & b", "Entwürfe", "&", "&AOk", "&A-", "&AO-", "&2D0-", "&é-", "x&&&y", "&AOk=-"] {
            assert_eq!(decode(wire), wire);
        }
    }
}
