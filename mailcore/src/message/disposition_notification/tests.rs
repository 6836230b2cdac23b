//! Requests as they come, and the notification as another program reads it.

use mail_parser::{MessageParser, MimeHeaders as _};

use super::*;
use crate::message::parse;

const ORDINARY: &str = "Return-Path: <claire@example.org>\r\nFrom: Claire <claire@example.org>\r\n\
    Disposition-Notification-To: Claire <claire@Example.ORG>\r\nMessage-ID: <1@example.org>\r\n\
    References: <0@example.org>\r\nSubject: Facture\r\n";

/// What is asked for by the ordinary header with `more` above it, and with one line changed.
fn asked(more: &str, from: &str, to: &str) -> Option<Request> {
    request(&parse::headers(format!("{more}{}\r\n", ORDINARY.replace(from, to)).as_bytes()))
}

#[track_caller]
fn is_automatic(more: &str, from: &str, to: &str, expected: Option<bool>) {
    let request = asked(more, from, to);
    assert_eq!(request.map(|it| it.may_be_automatic), expected, "{more:?} {from:?} {to:?}");
}

#[test]
fn an_ordinary_request_may_be_answered_by_itself() {
    let request = asked("", "", "").unwrap();
    assert_eq!(request.to.to_string(), "claire@example.org");
    assert_eq!(request.from.to_string(), "claire@example.org");
    assert!(request.may_be_automatic);
    is_automatic("", "Disposition-Notification-To", "X-Confirm-Reading-To", Some(true));
    is_automatic("Auto-Submitted: no (a person)\r\nPrecedence: first-class\r\n", "", "", Some(true));
    let options = "Disposition-Notification-Options: signed-receipt-protocol=optional,pkcs7-signature;\r\n \
        signed-receipt-micalg=optional,sha1\r\n";
    is_automatic(options, "", "", Some(true));
}

#[test]
fn a_request_for_somebody_else_is_a_question() {
    is_automatic("", "Return-Path: <claire@example.org>", "Return-Path: <x@example.org>", Some(false));
    is_automatic("", "Return-Path: <claire@example.org>", "Return-Path: <Claire@example.org>", Some(false));
    is_automatic("", "Return-Path: <claire@example.org>\r\n", "", Some(false));
    is_automatic("", "<claire@Example.ORG>", "<claire@Example.ORG>, <victim@example.net>", Some(false));
    is_automatic("", "<claire@Example.ORG>", "<claire@Example.ORG>, victim", Some(false));
    is_automatic("", "<claire@Example.ORG>", "<claire@Example.ORG>, claire@example.org", Some(true));
    // Another header field of the same name adds up.
    is_automatic("Disposition-Notification-To: victim@example.net\r\n", "", "", Some(false));
    // The first Return-Path is the one of the server that delivered the message.
    is_automatic("Return-Path: <other@example.net>\r\n", "", "", Some(false));
}

#[test]
fn what_is_no_letter_of_a_person_gets_no_answer() {
    for more in [
        "Auto-Submitted: auto-replied\r\n",
        "auto-submitted: Auto-Generated\r\n",
        "Precedence: bulk\r\n",
        "Precedence: LIST\r\n",
        "Precedence: junk\r\n",
        "List-Id: <amis.example.org>\r\n",
        "List-Unsubscribe: <https://example.org/>\r\n",
        "Return-Path: <>\r\n",
        "Return-Path:\r\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
        "Disposition-Notification-Options: x=required,y\r\n",
        "Disposition-Notification-Options: a=optional,b; x = Required , y\r\n",
    ] {
        is_automatic(more, "", "", None);
    }
    is_automatic("", "Disposition-Notification-To", "X-Other", None);
    is_automatic("", "Claire <claire@Example.ORG>", "Claire", None);
    is_automatic("", "From: Claire <claire@example.org>", "From: Claire", None);
}

fn named(address: &str) -> NamedAddress {
    NamedAddress { name: None, address: address.parse().unwrap() }
}

fn notification<'a>(original: &'a Headers, request: &'a Request, own: &'a NamedAddress) -> Notification<'a> {
    Notification {
        original,
        to: &request.to,
        from: own,
        how: How::Manually,
        reporter: ("mail.example", "Facteur"),
        subject: "Accusé de réception : Facture",
        text: "Votre message a été affiché.\n",
        sent_at: 1_795_417_447,
    }
}

/// The notification about a message with this header, parsed by another library.
fn written(header: &str, own: &str, how: How) -> String {
    let original = parse::headers(header.as_bytes());
    let (request, is_ascii) = (request(&original).unwrap(), own.is_ascii());
    let own = named(own);
    let octets = Notification { how, ..notification(&original, &request, &own) }.to_octets().unwrap();
    assert!(octets.is_ascii() == is_ascii && octets.split(|it| *it == b'\n').all(|it| it.len() <= 999));
    let message = MessageParser::new().parse(&octets).unwrap();
    let kind = message.content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("report")));
    assert_eq!(kind.attribute("report-type"), Some("disposition-notification"));
    assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-replied"));
    assert_eq!(message.subject(), Some("Accusé de réception : Facture"));
    assert_eq!(message.body_text(0).unwrap().trim(), "Votre message a été affiché.");
    let fields = message.parts.last().unwrap();
    assert_eq!(fields.content_type().unwrap().subtype(), Some("disposition-notification"));
    String::from_utf8_lossy(fields.contents()).into_owned()
}

#[test]
fn a_notification_says_to_programs_what_happened() {
    let more = format!("Original-Recipient: rfc822;Info@example.net\r\n{ORDINARY}\r\n");
    assert_eq!(
        written(&more, "pierre@example.net", How::Automatically).trim_end().replace("\r\n", "\n"),
        "Reporting-UA: mail.example; Facteur\nOriginal-Recipient: rfc822;Info@example.net\n\
         Final-Recipient: rfc822;pierre@example.net\nOriginal-Message-ID: <1@example.org>\n\
         Disposition: manual-action/MDN-sent-automatically; displayed"
    );
    let manual = written(ORDINARY, "rené@exämple.fr", How::Manually);
    assert!(manual.contains("Final-Recipient: utf-8;ren\\x{E9}@xn--exmple-cua.fr"), "{manual}");
    assert!(manual.contains("manual-action/MDN-sent-manually; displayed"), "{manual}");
    assert!(!manual.contains("Original-Recipient"), "{manual}");
}

#[test]
fn a_notification_belongs_to_the_conversation() {
    let original = parse::headers(ORDINARY.as_bytes());
    let (request, own) = (request(&original).unwrap(), named("pierre@example.net"));
    let octets = notification(&original, &request, &own).to_octets().unwrap();
    let headers = parse::headers(&octets);
    assert_eq!(headers.in_reply_to, ["1@example.org"]);
    assert_eq!(headers.references, ["0@example.org", "1@example.org"]);
    assert_eq!(headers.to[0].address, "claire@example.org");
    assert!(super::request(&headers).is_none(), "a receipt asks for none");
}

#[test]
fn nothing_that_came_in_writes_a_field_of_ours() {
    for odd in ["x", ";y", "rfc822;", "rfc822;a\tb", "é;a@b.fr", &format!("rfc822;{}", "a".repeat(400))] {
        let header = format!("Original-Recipient: {odd}\r\n{ORDINARY}\r\n");
        assert!(!written(&header, "p@example.net", How::Manually).contains("Original-Recipient"), "{odd}");
    }
    let encoded = "Original-Recipient: =?utf-8?q?rfc822;a=0D=0ADisposition:_x?=\r\n";
    let fields = written(&format!("{encoded}{ORDINARY}\r\n"), "p@example.net", How::Manually);
    assert_eq!(fields.matches("\nDisposition:").count(), 1, "{fields}");
}
