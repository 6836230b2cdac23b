//! Sending a message on as it is, under the name of who sends it on (RFC 5322, section 3.6.6).

use super::outgoing::{CannotWrite, OutgoingMessage};

/// Fields of a message that are of the way it came, or for its writer's eyes alone: they are not
/// sent on.
const LEFT_OUT: [&str; 3] = ["bcc", "return-path", "x-facteur-draft"];

/// The octets of `original` behind the fields that say who sends it on, to whom, and when; nothing
/// else of it is changed but what must not be sent on (Bcc, Return-Path), and that each line ends with CRLF. Of `who` only the people,
/// the date and the Message-ID count; Bcc is not written.
pub fn resent(who: &OutgoingMessage, original: &[u8]) -> Result<Vec<u8>, CannotWrite> {
    let mut octets = who.resent_header()?;
    octets.reserve(original.len());
    copy_without(original, &mut octets);
    Ok(octets)
}

/// Copies a message without the fields that are left out.
fn copy_without(original: &[u8], octets: &mut Vec<u8>) {
    let mut in_header = true;
    let mut is_left_out = false;
    for line in original.split_inclusive(|it| *it == b'\n') {
        if in_header {
            let is_empty = matches!(line, b"\r\n" | b"\n");
            in_header = !is_empty;
            // A field goes on in lines that begin with a blank.
            if is_empty || !line.starts_with(b" ") && !line.starts_with(b"\t") {
                is_left_out = !is_empty && names_one_left_out(line);
            }
        }
        if !is_left_out {
            put_line(octets, line, in_header);
        }
    }
}

/// A line that ends as every server sees it, and nowhere else. Behind a CR or LF that stands alone some servers see a
/// line of its own: with a dot on it, what follows would be commands (SMTP smuggling, CVE-2023-51764); in a header, it
/// would be a field.
fn put_line(octets: &mut Vec<u8>, line: &[u8], in_header: bool) {
    let words = line.strip_suffix(b"\n").unwrap_or(line);
    let words = words.strip_suffix(b"\r").unwrap_or(words);
    let instead: &[u8] = if in_header { b" " } else { b"\r\n" };
    for (at, piece) in words.split(|it| *it == b'\r').enumerate() {
        if at > 0 {
            octets.extend_from_slice(instead);
        }
        octets.extend_from_slice(piece);
    }
    if words.len() < line.len() {
        octets.extend_from_slice(b"\r\n");
    }
}

fn names_one_left_out(line: &[u8]) -> bool {
    let name = line.split(|it| *it == b':').next().unwrap_or_default().trim_ascii();
    LEFT_OUT.iter().any(|it| name.eq_ignore_ascii_case(it.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::NamedAddress;

    fn named(address: &str) -> NamedAddress {
        NamedAddress { name: None, address: address.parse().unwrap() }
    }

    #[test]
    fn a_message_is_sent_on_as_it_is() {
        let who = OutgoingMessage {
            to: vec![named("you@demo.example")],
            bcc: vec![named("hidden@demo.example")],
            message_id: "1@demo.example".to_owned(),
            ..OutgoingMessage::new(named("me@demo.example"))
        };
        let original =
            b"Return-Path: <x@y.example>\r\nFrom: a@b.example\r\nBcc: b@b.example,\r\n c@b.example\r\n\
            Subject: =?x?=\r\n\r\nBcc: this is text\r\n\xff\r\n";
        let octets = resent(&who, original).unwrap();
        let text = String::from_utf8_lossy(&octets);
        let (head, rest) = text.split_once("From: a@b.example\r\n").unwrap();
        assert_eq!(
            head,
            "Resent-Date: Thu, 01 Jan 1970 00:00:00 +0000\r\nResent-From: me@demo.example\r\n\
             Resent-To: you@demo.example\r\nResent-Message-ID: <1@demo.example>\r\n"
        );
        assert!(octets.ends_with(b"\r\n\r\nBcc: this is text\r\n\xff\r\n"));
        assert!(rest.starts_with("Subject: =?x?=\r\n\r\n"), "{rest}");
        assert!(!text.contains("hidden"));
    }

    #[test]
    fn no_server_sees_a_line_where_there_is_none() {
        let message_id = "1@demo.example".to_owned();
        let who = OutgoingMessage { message_id, ..OutgoingMessage::new(named("me@demo.example")) };
        for smuggled in
            ["\r.\r\n", "\n.\r\n", "\r\n.\r", "\n.\n", "\r.\r", "\r\r\n.\r\n", "\r\n.\n", "\r\n.\r\r\n"]
        {
            let original = format!(
                "From: a@b.example\r\nSubject: x\rBcc: c@d.example\r\n\r\na{smuggled}MAIL FROM:<x@y.example>\r"
            );
            let octets = resent(&who, original.as_bytes()).unwrap();
            let text = String::from_utf8(octets).unwrap();
            let alone = text.replace("\r\n", "");
            assert!(!alone.contains(['\r', '\n']), "{smuggled:?}: {text:?}");
            assert!(text.contains("\r\nSubject: x Bcc: c@d.example\r\n\r\na\r\n"), "{smuggled:?}: {text:?}");
        }
    }
}
