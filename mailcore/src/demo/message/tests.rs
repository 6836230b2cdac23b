use imap_codec::ResponseCodec;
use imap_codec::encode::{Encoder, Fragment};
use imap_codec::imap_types::body::{BodyStructure, SpecificFields};
use imap_codec::imap_types::core::Vec1;
use imap_codec::imap_types::fetch::{MessageDataItem, Part, Section};
use imap_codec::imap_types::response::{Data, Response};
use std::num::NonZeroU32;

use super::*;

mod damaged;
mod robust;

/// A text, a message with an attachment in it, and a picture.
const NESTED: &str = concat!(
    "From: Claire <claire@demo.test>\r\nTo: demo@demo.test\r\nSubject: =?utf-8?Q?=C3=A9t=C3=A9?=\r\n",
    "Date: Fri, 21 Nov 1997 09:55:06 -0600\r\nMessage-ID: <1@demo.test>\r\n",
    "Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\n",
    "preamble\r\n--out\r\n\r\nOne.\r\nTwo.\r\n",
    "--out\r\nContent-Type: message/rfc822\r\nContent-Description: Forwarded\r\n\r\n",
    "Subject: inner\r\nFrom: a@b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n",
    "--in\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nété\r\n",
    "--in\r\nContent-Type: text/html\r\n\r\n<p>&eacute;t\r\n--in--\r\n\r\n",
    "--out\r\nContent-Type: image/png; name=\"a.png\"\r\nContent-Transfer-Encoding: BASE64\r\n",
    "Content-ID: <c@demo.test>\r\nContent-Disposition: attachment; filename=\"a.png\"\r\n\r\nAAAA\r\n--out--\r\nepilogue\r\n",
);

fn contents(octets: impl AsRef<[u8]>) -> Contents {
    Contents::new(Bytes::copy_from_slice(octets.as_ref()))
}

/// What goes over the wire for one item.
fn encoded(item: MessageDataItem<'_>) -> String {
    let items = Vec1::from(item);
    let response = Response::Data(Data::Fetch { seq: NonZeroU32::MIN, items });
    let octets: Vec<u8> = ResponseCodec::new()
        .encode(&response)
        .flat_map(|it| match it {
            Fragment::Line { data } | Fragment::Literal { data, .. } => data,
        })
        .collect();
    String::from_utf8(octets).unwrap()
}

/// The numbers of every part that is announced, and how many octets each has.
fn announced(structure: &BodyStructure<'_>) -> Vec<(Vec<u32>, u32)> {
    fn walk(structure: &BodyStructure<'_>, number: &[u32], found: &mut Vec<(Vec<u32>, u32)>) {
        match structure {
            BodyStructure::Multi { bodies, .. } => {
                for (at, body) in (1..).zip(bodies.as_ref()) {
                    walk(body, &[number, &[at]].concat(), found);
                }
            }
            BodyStructure::Single { body, .. } => {
                found.push((number.to_vec(), body.basic.size));
                if let SpecificFields::Message { body_structure, .. } = &body.specific {
                    walk_message(body_structure, number, found);
                }
            }
        }
    }
    fn walk_message(structure: &BodyStructure<'_>, number: &[u32], found: &mut Vec<(Vec<u32>, u32)>) {
        match structure {
            BodyStructure::Multi { .. } => walk(structure, number, found),
            BodyStructure::Single { .. } => walk(structure, &[number, &[1]].concat(), found),
        }
    }
    let mut found = Vec::new();
    walk_message(structure, &[], &mut found);
    found
}

fn number(numbers: &[u32]) -> Part {
    let numbers: Vec<NonZeroU32> = numbers.iter().map(|it| NonZeroU32::new(*it).unwrap()).collect();
    Part(Vec1::try_from(numbers).unwrap())
}

/// What is announced can be fetched, and has the size that was said.
#[track_caller]
fn check_consistent(contents: &Contents) {
    for (numbers, size) in announced(&contents.body_structure()) {
        let octets = contents.section(Some(&Section::Part(number(&numbers))));
        assert_eq!(octets.map(|it| it.len()), Some(size as usize), "{numbers:?}");
        assert!(contents.section(Some(&Section::Mime(number(&numbers)))).is_some(), "{numbers:?}");
    }
    let header = contents.section(Some(&Section::Header(None))).unwrap();
    let text = contents.section(Some(&Section::Text(None))).unwrap();
    assert_eq!([header, text].concat(), contents.octets().as_ref());
}

#[track_caller]
fn check_section(contents: &Contents, section: &Section<'_>, expected: Option<&str>) {
    let found = contents.section(Some(section));
    let found = found.as_deref().map(|it| String::from_utf8_lossy(it).into_owned());
    assert_eq!(found.as_deref(), expected, "{section:?}");
}

#[test]
fn a_structure_names_every_part() {
    let contents = contents(NESTED);
    assert_eq!(
        encoded(MessageDataItem::BodyStructure(contents.body_structure())),
        concat!(
            r#"* 1 FETCH (BODYSTRUCTURE (("TEXT" "plain" ("charset" "us-ascii") NIL NIL "7bit" 10 1 NIL NIL NIL NIL)"#,
            r#"("MESSAGE" "RFC822" NIL NIL "Forwarded" "7bit" 223 "#,
            r#"(NIL "inner" ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) NIL NIL NIL NIL NIL) "#,
            r#"(("TEXT" "plain" ("charset" "utf-8") NIL NIL "8bit" 5 0 NIL NIL NIL NIL)"#,
            r#"("TEXT" "html" NIL NIL NIL "7bit" 12 0 NIL NIL NIL NIL) "#,
            r#""alternative" ("boundary" "in") NIL NIL NIL) 14 NIL NIL NIL NIL)"#,
            r#"("image" "png" ("name" "a.png") "<c@demo.test>" NIL "base64" 4 NIL ("attachment" ("filename" "a.png")) NIL NIL) "#,
            r#""mixed" ("boundary" "out") NIL NIL NIL))"#,
            "\r\n"
        )
    );
    check_consistent(&contents);
}

#[test]
fn a_body_has_no_extension_data() {
    let text = contents("Content-Type: TEXT/Plain; charset=UTF-8\r\nContent-MD5: x\r\n\r\na\r\nb\r\n");
    let body = encoded(MessageDataItem::Body(text.body()));
    assert_eq!(
        body,
        "* 1 FETCH (BODY (\"TEXT\" \"plain\" (\"charset\" \"UTF-8\") NIL NIL \"7bit\" 6 2))\r\n"
    );
    let structure = encoded(MessageDataItem::BodyStructure(text.body_structure()));
    assert!(structure.ends_with(" 6 2 \"x\" NIL NIL NIL))\r\n"), "{structure}");
}

#[test]
fn an_envelope_has_strings_as_they_stand() {
    assert_eq!(
        encoded(MessageDataItem::Envelope(contents(NESTED).envelope())),
        concat!(
            r#"* 1 FETCH (ENVELOPE ("Fri, 21 Nov 1997 09:55:06 -0600" "=?utf-8?Q?=C3=A9t=C3=A9?=" "#,
            r#"(("Claire" NIL "claire" "demo.test")) (("Claire" NIL "claire" "demo.test")) "#,
            r#"(("Claire" NIL "claire" "demo.test")) ((NIL NIL "demo" "demo.test")) NIL NIL NIL "<1@demo.test>"))"#,
            "\r\n"
        )
    );
    let raw = contents("Subject: \u{e9}t\u{e9}\r\nSender: s@t\r\nFrom: a@b,\r\n c@d\r\nReply-To:\r\n\r\n");
    assert_eq!(
        encoded(MessageDataItem::Envelope(raw.envelope())),
        concat!(
            "* 1 FETCH (ENVELOPE (NIL {5}\r\n\u{e9}t\u{e9} ((NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")) ",
            "((NIL NIL \"s\" \"t\")) ((NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")) NIL NIL NIL NIL NIL))\r\n"
        )
    );
}

#[test]
fn sections_are_octets_of_the_message() {
    let contents = contents(NESTED);
    let check = |section: Section<'_>, expected: Option<&str>| check_section(&contents, &section, expected);
    check(Section::Part(number(&[1])), Some("One.\r\nTwo."));
    check(Section::Mime(number(&[1])), Some("\r\n"));
    check(Section::Part(number(&[2, 1])), Some("été"));
    check(Section::Mime(number(&[2, 2])), Some("Content-Type: text/html\r\n\r\n"));
    check(
        Section::Mime(number(&[2])),
        Some("Content-Type: message/rfc822\r\nContent-Description: Forwarded\r\n\r\n"),
    );
    let inner = "Subject: inner\r\nFrom: a@b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n";
    check(Section::Header(Some(number(&[2]))), Some(inner));
    check(Section::Part(number(&[3])), Some("AAAA"));
    for missing in [&[4][..], &[1, 1], &[2, 3], &[2, 1, 1]] {
        check(Section::Part(number(missing)), None);
    }
    check(Section::Header(Some(number(&[1]))), None);
    check(Section::Text(Some(number(&[3]))), None);
    let text = contents.section(Some(&Section::Text(Some(number(&[2]))))).unwrap();
    assert!(text.starts_with(b"--in\r\n") && text.ends_with(b"--in--\r\n"), "{text:?}");
}

#[test]
fn a_header_is_subset_by_names_and_keeps_its_empty_line() {
    let contents = contents("A: 1\r\n 2\r\nb: 3\r\nno field\r\nA: 4\r\n\r\nbody");
    let names = |names: &[&'static str]| {
        let names: Vec<_> = names.iter().map(|it| (*it).try_into().unwrap()).collect();
        Vec1::try_from(names).unwrap()
    };
    let only = |it: &[&'static str]| Section::HeaderFields(None, names(it));
    let not = |it: &[&'static str]| Section::HeaderFieldsNot(None, names(it));
    check_section(&contents, &only(&["a"]), Some("A: 1\r\n 2\r\nA: 4\r\n\r\n"));
    check_section(&contents, &only(&["B", "C"]), Some("b: 3\r\n\r\n"));
    check_section(&contents, &only(&["x"]), Some("\r\n"));
    check_section(&contents, &not(&["a"]), Some("b: 3\r\nno field\r\n\r\n"));
}

#[test]
fn a_message_that_is_no_multipart_has_one_part() {
    let text = contents("Subject: a\r\n\r\nbody\r\n");
    check_section(&text, &Section::Part(number(&[1])), Some("body\r\n"));
    check_section(&text, &Section::Mime(number(&[1])), Some("Subject: a\r\n\r\n"));
    check_section(&text, &Section::Part(number(&[2])), None);
    let forwarded = contents("Content-Type: message/rfc822\r\n\r\nSubject: b\r\n\r\ninner");
    check_section(&forwarded, &Section::Part(number(&[1])), Some("Subject: b\r\n\r\ninner"));
    check_section(&forwarded, &Section::Header(Some(number(&[1]))), Some("Subject: b\r\n\r\n"));
    check_section(&forwarded, &Section::Part(number(&[1, 1])), Some("inner"));
    check_consistent(&text);
    check_consistent(&forwarded);
}

#[test]
fn the_text_is_what_a_person_reads() {
    let contents = contents(NESTED);
    let (mut texts, mut fields) = (Vec::new(), Vec::new());
    contents.some_text(&mut |it| {
        texts.push(it.trim().to_owned());
        false
    });
    contents.some_inner_field(&mut |it| {
        fields.push(it.to_owned());
        false
    });
    assert_eq!(texts, ["One.\nTwo.", "été", "ét"]);
    assert!(
        ["inner", "Forwarded", "a@b"].iter().all(|it| fields.iter().any(|field| field == it)),
        "{fields:?}"
    );
    assert_eq!(contents.preview(), "One. Two.");
}
