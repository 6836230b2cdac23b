//! What is written reads the same.

use mail_parser::{MessageParser, MimeHeaders};

use super::*;
use crate::message::parse;
use crate::message::text::{Flow, unflow};

fn named(text: &str) -> NamedAddress {
    crate::address::read_list(text).remove(0).unwrap()
}

pub(super) fn message() -> OutgoingMessage {
    OutgoingMessage {
        to: vec![named("bob@example.fr")],
        subject: "Réunion".into(),
        text: "Bonjour,\n\nà demain.\n".into(),
        message_id: "1@example.fr".into(),
        sent_at: 1_795_417_447,
        ..OutgoingMessage::new(named("Zoé d'Été (Compta) <zoe@example.fr>"))
    }
}

fn file(name: &str, media_type: &str, octets: impl Into<Bytes>) -> OutgoingFile {
    OutgoingFile { name: name.into(), media_type: media_type.into(), octets: octets.into() }
}

#[track_caller]
fn octets(message: &OutgoingMessage, bcc: Bcc) -> Vec<u8> {
    let octets = message.to_octets(bcc).unwrap();
    for line in octets.split(|it| *it == b'\n') {
        assert!(line.len() <= 999, "a line of {} octets", line.len());
    }
    assert!(octets.windows(2).all(|it| (it[0] == b'\r') == (it[1] == b'\n')), "every line end is CRLF");
    octets
}

#[track_caller]
fn check_subject(subject: &str, expected: &str) {
    let octets = octets(&OutgoingMessage { subject: subject.into(), ..message() }, Bcc::Hidden);
    assert_eq!(parse::headers(&octets).subject, expected);
    assert_eq!(MessageParser::new().parse(&octets).unwrap().subject().unwrap_or_default().trim(), expected);
}

#[test]
fn subjects_read_the_same() {
    for subject in [
        "Réunion",
        "",
        "a  b",
        "=?utf-8?q?a?=",
        "Ordre du jour détaillé, pièces jointes et procès-verbal de la séance précédente 2024 – été ☀️ et plus encore",
        "日本語の件名がここにあります。とても長い件名なので折り返される必要があります。",
    ] {
        check_subject(subject, subject);
    }
    check_subject(&"x".repeat(3000), &"x".repeat(3000));
    check_subject(&"é".repeat(3000), &"é".repeat(3000));
}

#[track_caller]
fn check_name(name: &str) {
    let mut message = message();
    message.to[0].name = Some(name.into());
    let octets = octets(&message, Bcc::Hidden);
    assert_eq!(parse::headers(&octets).to[0].name, name);
    assert_eq!(parse::headers(&octets).to[0].address, "bob@example.fr");
}

#[test]
fn names_read_the_same() {
    for name in [
        "Bob",
        "Dupont, Bob",
        "Bob \"B\" Dupont",
        "Zoé",
        "Zoé, d'Été (Compta) <x@y.z>",
        "a.b",
        "a@b.fr",
        "\\",
        "日本語",
        "Direction départementale des territoires et de la mer des Pyrénées-Atlantiques – service de l'eau",
    ] {
        check_name(name);
    }
    check_name(&"é".repeat(1000));
}

#[test]
fn addresses_are_written_in_ascii_where_they_can_be() {
    let mut message = message();
    message.to = vec![named("a@exämple.fr"), named("\"b,c\"@example.fr"), named("d..e@example.fr")];
    message.cc = (0..300).map(|it| named(&format!("Personne n° {it} <p{it}@example.fr>"))).collect();
    let octets = octets(&message, Bcc::Hidden);
    assert!(octets.is_ascii());
    let headers = parse::headers(&octets);
    let to: Vec<_> = headers.to.iter().filter_map(|it| it.to_named()).map(|it| it.address).collect();
    assert_eq!(to, message.to.iter().map(|it| it.address.clone()).collect::<Vec<_>>());
    assert_eq!(headers.cc.len(), 300);
    assert_eq!(headers.cc[299].name, "Personne n° 299");
}

#[track_caller]
fn check_text(text: &str, expected: &str) {
    let octets = octets(&OutgoingMessage { text: text.into(), ..message() }, Bcc::Hidden);
    let message = MessageParser::new().parse(&octets).unwrap();
    let read = message.body_text(0).unwrap().replace("\r\n", "\n");
    assert_eq!(unflow(&read, Flow { flowed: true, delsp: false }).trim_end_matches('\n'), expected);
}

#[test]
fn a_fixed_text_keeps_its_lines_and_does_not_flow() {
    for text in ["a  \n  b", &"un deux trois ".repeat(20), "-- \nZoé", &"x".repeat(3_000)] {
        let octets = octets(&OutgoingMessage { text: text.into(), fixed: true, ..message() }, Bcc::Hidden);
        assert!(octets.split(|it| *it == b'\n').all(|line| line.len() < 999), "no line is too long");
        assert!(!String::from_utf8_lossy(&octets).contains("flowed"));
        let message = MessageParser::new().parse(&octets).unwrap();
        let read = message.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(read.trim_end_matches('\n'), text);
    }
}

#[test]
fn texts_read_the_same() {
    for text in [
        "",
        "a",
        "été\n\nà demain\n\n-- \nZoé",
        ".\n..\n.a",
        "From here\n> From there\n  retrait\n\ttab",
        "> a\n>> b\n>\n> c",
        "日本語",
    ] {
        check_text(text, text);
    }
    let long = "un deux trois quatre ".repeat(100);
    check_text(&long, long.trim_end());
    let gaps = "un  deux   trois     quatre".repeat(30);
    check_text(&gaps, &gaps);
    check_text(&"x".repeat(5000), &"x".repeat(5000));
    check_text(&format!("> {}", "x".repeat(5000)), &format!("> {}", "x".repeat(5000)));
    let dashes = format!("{} -- {}", "x".repeat(70), "y".repeat(80));
    check_text(&dashes, &dashes);
    check_text("a  \nb\0\x07c\r\n> d  ", "a\nbc\n> d");
}

#[test]
fn long_lines_are_broken_for_a_reader_without_flow() {
    let octets = octets(&OutgoingMessage { text: "mot ".repeat(100), ..message() }, Bcc::Hidden);
    let text = String::from_utf8(octets).unwrap();
    assert!(text.lines().all(|it| it.len() <= 78), "{text}");
}

#[test]
fn files_read_the_same() {
    let mut message = message();
    message.files = vec![
        file("a.pdf", "application/pdf", &b"%PDF\0\xff"[..]),
        file(
            "Procès-verbal de la réunion extraordinaire du comité d'établissement – été 2024 (définitif).pdf",
            "application/pdf",
            vec![7; 10_000],
        ),
        file("a \"b\" c;d=e.txt", "text/plain", "été"),
        file("空.txt", "text/plain", ""),
    ];
    let octets = octets(&message, Bcc::Hidden);
    assert!(octets.is_ascii());
    let read = MessageParser::new().parse(&octets).unwrap();
    assert_eq!(read.body_text(0).unwrap().trim_end(), "Bonjour,\r\n\r\nà demain.");
    assert_eq!(read.attachment_count(), message.files.len());
    for (part, file) in read.attachments().zip(&message.files) {
        assert_eq!(part.attachment_name(), Some(file.name.as_str()));
        assert_eq!(part.contents(), file.octets.as_ref());
        let content_type = part.content_type().unwrap();
        assert_eq!(format!("{}/{}", content_type.ctype(), content_type.subtype().unwrap()), file.media_type);
    }
}

#[test]
fn a_message_within_is_not_encoded() {
    let inner = "Subject: dedans\r\n\r\nété\r\n";
    let message = OutgoingMessage { files: vec![file("a.eml", "message/rfc822", inner)], ..message() };
    let octets = octets(&message, Bcc::Hidden);
    assert!(octets.windows(inner.len()).any(|it| it == inner.as_bytes()));
    let read = MessageParser::new().parse(&octets).unwrap();
    assert_eq!(read.attachment(0).unwrap().message().unwrap().subject(), Some("dedans"));
    for odd in ["a\nb", "a\rb", "a\0b\r\n", &"x".repeat(2000)] {
        let message = OutgoingMessage {
            files: vec![file("a.eml", "message/rfc822", odd.to_owned())],
            ..message.clone()
        };
        let octets = super::tests::octets(&message, Bcc::Hidden);
        assert!(String::from_utf8_lossy(&octets).contains("application/octet-stream"));
    }
}

#[test]
fn nothing_that_is_typed_begins_another_field() {
    for evil in [
        "x\r\nBcc: evil@example.org",
        "x\nBcc: evil@example.org",
        "x\rBcc: evil@example.org",
        "é\r\n\r\nBcc: evil@example.org",
    ] {
        let mut message = message();
        message.subject = evil.into();
        message.from.name = Some(evil.into());
        message.to[0].name = Some(evil.into());
        message.files = vec![file(evil, evil, "x")];
        message.extra = vec![("X-Facteur-Draft".into(), evil.into())];
        let octets = octets(&message, Bcc::Hidden);
        let headers = parse::headers(&octets);
        assert!(headers.bcc.is_empty());
        let text = String::from_utf8_lossy(&octets).to_lowercase();
        assert!(!text.lines().any(|line| line.starts_with("bcc")), "{text}");
        let read = MessageParser::new().parse(&octets).unwrap();
        assert_eq!(read.attachment_count(), 1);
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    for id in ["", "a b", "a>\r\nX: y", "é@x", "a\0"] {
        assert!(
            OutgoingMessage { message_id: id.into(), ..message() }.to_octets(Bcc::Hidden).is_err(),
            "{id:?}"
        );
        let references = vec![id.to_owned()];
        assert!(OutgoingMessage { references, ..message() }.to_octets(Bcc::Hidden).is_err(), "{id:?}");
    }
    for name in ["", "a b", "a:b", "a\r\nb", "é"] {
        let extra = vec![(name.to_owned(), "x".to_owned())];
        assert!(OutgoingMessage { extra, ..message() }.to_octets(Bcc::Hidden).is_err(), "{name:?}");
    }
}

#[test]
fn the_header_is_whole() {
    let mut message = message();
    message.in_reply_to = Some("0@example.fr".into());
    message.references = vec!["r".repeat(500), "0@example.fr".into()];
    message.reply_to = vec![named("r@example.fr")];
    message.extra = vec![("X-Facteur-Draft".into(), "été".into())];
    let headers = parse::headers(&octets(&message, Bcc::Hidden));
    assert_eq!(headers.from[0].name, "Zoé d'Été (Compta)");
    assert_eq!(headers.sent_at, Some(message.sent_at));
    assert_eq!(headers.message_id, Some(message.message_id));
    assert_eq!(headers.in_reply_to, ["0@example.fr"]);
    assert_eq!(headers.references, message.references);
    assert_eq!(headers.reply_to[0].address, "r@example.fr");
    assert!(headers.all.contains(&("X-Facteur-Draft".into(), "été".into())));
    assert!(headers.all.contains(&("MIME-Version".into(), "1.0".into())));
}

#[test]
fn blind_copies_are_seen_by_the_sender_only() {
    let mut message = message();
    message.bcc = vec![named("Secret <secret@example.fr>"), named("BOB@example.fr")];
    assert_eq!(parse::headers(&octets(&message, Bcc::Kept)).bcc.len(), 2);
    assert!(!String::from_utf8(octets(&message, Bcc::Hidden)).unwrap().contains("secret"));
    assert_eq!(message.recipients().len(), 2);
    message.to.clear();
    let hidden = String::from_utf8(octets(&message, Bcc::Hidden)).unwrap();
    assert!(hidden.contains("\r\nTo: undisclosed-recipients:;\r\n"));
    assert!(parse::headers(&octets(&message, Bcc::Kept)).to.is_empty());
}

#[test]
fn message_ids_are_new_each_time() {
    let from = "zoe@exämple.fr".parse().unwrap();
    let (one, two) = (new_message_id(&from), new_message_id(&from));
    assert_ne!(one, two);
    assert!(one.ends_with("@xn--exmple-cua.fr") && one.len() == 32 + 18);
    OutgoingMessage { message_id: one, ..message() }.to_octets(Bcc::Hidden).unwrap();
}

#[test]
fn any_second_can_be_written() {
    for sent_at in [i64::MIN, -1, 0, i64::MAX] {
        octets(&OutgoingMessage { sent_at, ..message() }, Bcc::Hidden);
    }
}

#[test]
fn an_address_on_one_line_reads_the_same() {
    for (name, written) in [
        ("Claire Vasseur", "\"Claire Vasseur\" <c@xn--d-bga.example>"),
        ("Zoé, D.", "=?utf-8?b?Wm/DqSwgRC4=?= <c@xn--d-bga.example>"),
    ] {
        let named = NamedAddress { name: Some(name.to_owned()), address: "c@dé.example".parse().unwrap() };
        assert_eq!(header_value(&named), written);
        assert_eq!(parse::addresses(written.as_bytes()).first().unwrap().name, name);
    }
}

#[test]
fn where_there_may_be_ascii_alone_text_is_quoted_and_a_message_a_file() {
    let inner = file("m.eml", "message/rfc822", "Subject: a\r\n\r\n\u{e9}t\u{e9}\r\n");
    let all = OutgoingMessage { text: "Привет, мир".into(), files: vec![inner], ..message() };
    let usual = octets(&all, Bcc::Hidden);
    assert!(!usual.is_ascii());
    let narrow = octets(&OutgoingMessage { ascii_alone: true, ..all.clone() }, Bcc::Hidden);
    assert!(narrow.is_ascii());
    let source = String::from_utf8(narrow.clone()).unwrap();
    assert!(source.contains("quoted-printable") && source.contains("application/octet-stream"), "{source}");
    assert!(!source.contains("Content-Transfer-Encoding: 8bit"), "{source}");
    let read = MessageParser::new().parse(&narrow).unwrap();
    assert_eq!(read.body_text(0).unwrap().trim_end(), "Привет, мир");
    assert_eq!(read.attachment(0).unwrap().contents(), all.files[0].octets);
    // What is ASCII by itself stays as it is.
    let plain = OutgoingMessage { text: "Hello".into(), ascii_alone: true, ..message() };
    assert!(
        String::from_utf8(octets(&plain, Bcc::Hidden)).unwrap().contains("Content-Transfer-Encoding: 7bit")
    );
}
