//! Names of mailboxes on the wire: modified UTF-7 (RFC 3501, section 5.1.3).

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use imap_codec::imap_types::mailbox::Mailbox;

use crate::mailbox::MailboxName;

const BASE64: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// The name that a command means; `None` where no mailbox can have it.
pub(super) fn read(mailbox: &Mailbox<'_>) -> Option<MailboxName> {
    match mailbox {
        Mailbox::Inbox => Some(MailboxName::inbox()),
        Mailbox::Other(name) => MailboxName::parse(&decode(name.as_ref())?),
    }
}

/// A name as a response has it, in quotes.
pub(super) fn quoted(name: &MailboxName) -> String {
    format!("\"{}\"", encode(name.as_str()).replace('\\', r"\\").replace('"', "\\\""))
}

/// Reads modified UTF-7, and UTF-8, which some clients send.
pub(super) fn decode(text: &[u8]) -> Option<String> {
    let mut text = str::from_utf8(text).ok()?;
    let mut name = String::new();
    while let Some((plain, rest)) = text.split_once('&') {
        let (shifted, rest) = rest.split_once('-')?;
        name.push_str(plain);
        if shifted.is_empty() {
            name.push('&');
        } else {
            let octets = BASE64.decode(shifted).ok().filter(|it| it.len() % 2 == 0)?;
            let units = octets.chunks_exact(2).filter_map(|it| it.try_into().ok()).map(u16::from_be_bytes);
            name.push_str(&char::decode_utf16(units).collect::<Result<String, _>>().ok()?);
        }
        text = rest;
    }
    name.push_str(text);
    Some(name)
}

/// Writes modified UTF-7: printable ASCII, whatever is in the name.
fn encode(name: &str) -> String {
    let mut text = String::new();
    let mut shifted = Vec::new();
    for character in name.chars() {
        if matches!(character, ' '..='~') {
            shift(&mut text, &mut shifted);
            text.push(character);
            if character == '&' {
                text.push('-');
            }
        } else {
            shifted.extend(character.encode_utf16(&mut [0; 2]).iter().flat_map(|it| it.to_be_bytes()));
        }
    }
    shift(&mut text, &mut shifted);
    text
}

fn shift(text: &mut String, octets: &mut Vec<u8>) {
    if !octets.is_empty() {
        text.push('&');
        BASE64.encode_string(octets.as_slice(), text);
        text.push('-');
        octets.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_are_inverses() {
        for (name, wire) in [
            ("Entwürfe", "Entw&APw-rfe"),
            ("R&D", "R&-D"),
            ("台北/日本語 😀", "&U,BTFw-/&ZeVnLIqe- &2D3eAA-"),
            ("&AOk-", "&-AOk-"),
            ("plain", "plain"),
        ] {
            assert_eq!(encode(name), wire);
            assert_eq!(decode(wire.as_bytes()).as_deref(), Some(name));
        }
        assert_eq!(decode("été".as_bytes()).as_deref(), Some("été"));
    }

    #[test]
    fn what_is_no_name_is_none() {
        for bad in [&b"&"[..], b"&AOk", b"&A-", b"&!!-", b"\xff"] {
            assert_eq!(decode(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_name_is_quoted_whatever_is_in_it() {
        assert_eq!(quoted(&MailboxName::parse(r#"a "b\"#).unwrap()), r#""a \"b\\""#);
    }
}
