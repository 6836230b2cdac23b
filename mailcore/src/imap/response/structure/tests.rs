//! Data-driven tests of trees of parts.

use super::*;
use crate::imap::response::tests::{list, response};
use crate::imap::response::values;
use crate::message::part::{Encoding, PartId, bare_name};

const PLAIN: &str = r#"("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 1 NIL NIL NIL NIL)"#;
const ENVELOPE: &str = r#"(NIL "s" NIL NIL NIL NIL NIL NIL NIL NIL)"#;

#[track_caller]
fn structure(text: &str) -> Structure {
    let data = response(text);
    read(&list(&values(&data)))
}

/// `2.1 text/plain`, one for each part, from the top down; `-` where there is no number.
fn outline(part: &Part) -> Vec<String> {
    let id = part.id.as_ref().map_or("-".to_owned(), ToString::to_string);
    let below = part.parts.iter().flat_map(outline);
    std::iter::once(format!("{id} {}", part.media_type)).chain(below).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = structure(text);
    assert_eq!(outline(&found.root), expected, "{text}");
    assert!(!found.cut);
}

fn leaf(fields: &str) -> Part {
    structure(&format!("({fields})")).root
}

#[test]
fn parts_are_numbered_as_the_server_numbers_them() {
    let nested = format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 {ENVELOPE} BODY 5 NIL NIL NIL NIL)"#);
    let with = |body: &str| nested.replace("BODY", body);
    let two = format!(r#"({PLAIN}{PLAIN} "mixed" ("boundary" "x") NIL NIL NIL)"#);
    check(PLAIN, &["1 text/plain"]);
    check(&two, &["- multipart/mixed", "1 text/plain", "2 text/plain"]);
    check(
        &format!(r#"({PLAIN}{two} "related")"#),
        &["- multipart/related", "1 text/plain", "2 multipart/mixed", "2.1 text/plain", "2.2 text/plain"],
    );
    check(&with(PLAIN), &["1 message/rfc822", "1.1 text/plain"]);
    check(&with(&two), &["1 message/rfc822", "- multipart/mixed", "1.1 text/plain", "1.2 text/plain"]);
    check(
        &format!(r#"({PLAIN}{} "mixed")"#, with(PLAIN)),
        &["- multipart/mixed", "1 text/plain", "2 message/rfc822", "2.1 text/plain"],
    );
    // The example of RFC 9051, section 6.4.5.1, from part 3 on.
    check(
        &format!(r#"({PLAIN}{}{} "mixed")"#, with(&two), with(&format!(r#"({PLAIN}{two} "mixed")"#))),
        &[
            "- multipart/mixed",
            "1 text/plain",
            "2 message/rfc822",
            "- multipart/mixed",
            "2.1 text/plain",
            "2.2 text/plain",
            "3 message/rfc822",
            "- multipart/mixed",
            "3.1 text/plain",
            "3.2 multipart/mixed",
            "3.2.1 text/plain",
            "3.2.2 text/plain",
        ],
    );
    // A message in a message in a message.
    check(&with(&with(PLAIN)), &["1 message/rfc822", "1.1 message/rfc822", "1.1.1 text/plain"]);
    assert_eq!(structure(&with(PLAIN)).root.subject.as_deref(), Some("s"));
    assert_eq!(
        structure(&with(PLAIN).replace(r#""s""#, r#""=?utf-8?q?=C3=A9?=""#)).root.subject.as_deref(),
        Some("é")
    );
}

#[test]
fn what_servers_write_oddly_is_read() {
    check(r#"("text" "plain" NIL NIL NIL NIL 10 1)"#, &["1 text/plain"]);
    check(r#"("text" "plain" () NIL NIL "7bit" 10 -1)"#, &["1 text/plain"]);
    check(r#"("mixed" ("boundary" "x") NIL NIL)"#, &["- multipart/mixed"]);
    check(r#"(NIL "mixed" NIL NIL NIL)"#, &["- multipart/mixed"]);
    check(&format!(r#"({PLAIN} {PLAIN} "mixed")"#), &["- multipart/mixed", "1 text/plain", "2 text/plain"]);
    check(&format!("({PLAIN})"), &["- multipart/mixed", "1 text/plain"]);
    check(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 NIL NIL NIL NIL)"#, &["1 message/rfc822"]);
    check(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 NIL NIL 5)"#, &["1 message/rfc822"]);
    check(
        r#"("message" "delivery-status" NIL NIL NIL "7bit" 9 NIL ("inline" NIL) NIL NIL)"#,
        &["1 message/delivery-status"],
    );
    check(r#"("Text" "X/<script>" NIL NIL NIL NIL 1 1)"#, &["1 application/octet-stream"]);
    check(r#"("multipart" "mixed" NIL NIL NIL NIL 1)"#, &["1 application/octet-stream"]);
    check(&format!(r#"({PLAIN} "a b")"#), &["- multipart/mixed", "1 text/plain"]);
    check("NIL", &["1 application/octet-stream"]);
    check("()", &["1 application/octet-stream"]);
    check("x", &["1 application/octet-stream"]);
    check(
        "(((((x)))))",
        &[
            "- multipart/mixed",
            "1 multipart/mixed",
            "1.1 multipart/mixed",
            "1.1.1 multipart/mixed",
            "1.1.1.1 application/octet-stream",
        ],
    );
}

#[test]
fn a_leaf_tells_what_it_is() {
    let part = leaf(concat!(
        r#""TEXT" "Plain" ("CHARSET" "ISO-8859-1" "format" "Flowed" "DelSp" "YES" "name" "n.txt") "<a b@c>" "d" "#,
        r#""Quoted-Printable" 5000000000 12 NIL ("ATTACHMENT" ("FileName" "C:\\dir\\f.txt")) ("fr" "en") NIL"#
    ));
    let expected = Part {
        id: PartId::new(vec![1]),
        media_type: "text/plain".to_owned(),
        charset: Some("iso-8859-1".to_owned()),
        flowed: true,
        delsp: true,
        encoding: Encoding::QuotedPrintable,
        disposition: Some(Disposition::Attachment),
        file_name: Some("f.txt".to_owned()),
        content_id: Some("ab@c".to_owned()),
        subject: None,
        size: 5_000_000_000,
        parts: Vec::new(),
    };
    assert_eq!(part, expected);
}

#[test]
fn a_disposition_is_found_wherever_it_stands() {
    for (rest, expected) in [
        (r#"NIL ("inline" NIL) NIL NIL"#, Some(Disposition::Inline)),
        (r#"NIL ("inline")"#, Some(Disposition::Inline)),
        (r#"("attachment" ())"#, Some(Disposition::Attachment)),
        (r#"NIL ("x-odd" NIL)"#, Some(Disposition::Attachment)),
        (r#"NIL NIL ("en" "fr")"#, None),
        (r#"NIL NIL ("en")"#, None),
        ("NIL NIL NIL NIL", None),
        ("", None),
    ] {
        let part = leaf(&format!(r#""image" "png" NIL NIL NIL "base64" 3 {rest}"#));
        assert_eq!(part.disposition, expected, "{rest}");
    }
    let related = structure(&format!(r#"({PLAIN} "related" ("charset" NIL) ("attachment" NIL))"#));
    assert_eq!(related.root.disposition, Some(Disposition::Attachment));
}

#[test]
fn a_file_name_has_no_path_and_nothing_that_misleads() {
    for (name, expected) in [
        ("a.pdf", Some("a.pdf")),
        ("../../etc/passwd", Some("passwd")),
        ("a/b\\\\c.txt", Some("c.txt")),
        ("invoice\u{202e}fdp.exe", Some("invoicefdp.exe")),
        (" a\u{7}b ", Some("ab")),
        ("..", None),
        ("dir/", None),
        ("", None),
    ] {
        let name = name.replace('\u{7}', "");
        let part = leaf(&format!(r#""image" "png" ("name" "{name}") NIL NIL "base64" 3"#));
        assert_eq!(part.file_name.as_deref(), expected, "{name:?}");
    }
    assert_eq!(bare_name(&"é".repeat(999)).map(|it| it.chars().count()), Some(255));
    assert_eq!(bare_name("a\r\nb\0.txt").as_deref(), Some("ab.txt"));
}

#[test]
fn a_file_name_of_the_disposition_goes_before_that_of_the_type() {
    let part = leaf(
        r#""application" "pdf" ("name" "=?utf-8?q?x?=") NIL NIL "base64" 10 NIL ("attachment" ("filename*" "utf-8''%C3%A9.pdf" "size" "3")) NIL NIL"#,
    );
    assert_eq!(part.file_name.as_deref(), Some("é.pdf"));
    let part =
        leaf(r#""application" "pdf" ("name" "=?utf-8?q?x?=") NIL NIL "base64" 10 NIL ("attachment" NIL)"#);
    assert_eq!(part.file_name.as_deref(), Some("x"));
}

#[test]
fn a_charset_is_a_token_or_none() {
    let charset = |text: &str| leaf(&format!(r#""text" "plain" ("charset" {text}) NIL NIL NIL 1 1"#)).charset;
    assert_eq!(charset(r#""UTF-8""#).as_deref(), Some("utf-8"));
    assert_eq!(charset("NIL"), None);
    assert_eq!(charset(r#""""#), None);
    assert_eq!(charset(r#""utf 8""#), None);
    assert_eq!(charset(r#""\"><script>""#), None);
}

#[test]
fn what_lies_too_deep_is_one_opaque_part() {
    for (depth, cut) in [(60, false), (100, false), (101, true), (102, true), (1000, true)] {
        let text = format!(r#"{}{PLAIN}{}"#, "(".repeat(depth), r#" "mixed" NIL NIL NIL NIL)"#.repeat(depth));
        let found = structure(&text);
        assert_eq!(found.cut, cut, "{depth}");
        let last = outline(&found.root).pop().unwrap();
        assert_eq!(last.ends_with("application/octet-stream"), cut, "{last}");
        assert!(last.starts_with("1.1"), "{last}");
    }
}

#[test]
fn messages_in_messages_end_at_a_limit() {
    let begin = format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 {ENVELOPE} "#);
    for (depth, cut) in [(50, false), (500, true)] {
        let found = structure(&format!("{}{PLAIN}{}", begin.repeat(depth), " 5)".repeat(depth)));
        assert_eq!(found.cut, cut);
    }
}

#[test]
fn nesting_ten_thousand_deep_needs_little_stack_and_time() {
    let begin = format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 {ENVELOPE} "#);
    let deep = [
        format!("{}{PLAIN}{}", "(".repeat(10_000), r#" "mixed" NIL NIL NIL NIL)"#.repeat(10_000)),
        format!("{}{PLAIN}{}", begin.repeat(10_000), " 5)".repeat(10_000)),
        "(".repeat(1_000_000),
        format!("{}{}", "(".repeat(1_000_000), ")".repeat(1_000_000)),
    ];
    let read_all = move || {
        for text in deep {
            let started = std::time::Instant::now();
            let found = structure(&text);
            assert!(found.cut);
            drop(found);
            assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
        }
    };
    std::thread::Builder::new().stack_size(256 * 1024).spawn(read_all).unwrap().join().unwrap();
}

#[test]
fn parts_beyond_the_limit_are_left_out_and_said() {
    let found = structure(&format!(r#"({} "mixed")"#, PLAIN.repeat(10_000)));
    assert!(found.cut);
    assert_eq!(outline(&found.root).len(), MOST_PARTS);
    let found = structure(&format!(r#"({} "mixed")"#, PLAIN.repeat(MOST_PARTS - 1)));
    assert!(!found.cut);
}

#[track_caller]
fn check_parameter(text: &str, expected: Option<&str>) {
    let data = response(text);
    let values = values(&data);
    let value = list(&values);
    assert_eq!(parameters(Some(&value)).find("filename").as_deref(), expected, "{text}");
}

#[test]
fn a_plain_value_is_itself() {
    check_parameter(r#"("filename" "a.pdf")"#, Some("a.pdf"));
    check_parameter(r#"("size" "3" "FileName" "a.pdf")"#, Some("a.pdf"));
    check_parameter(r#"("filename" "=?utf-8?q?=C3=A9t=C3=A9.pdf?=")"#, Some("été.pdf"));
    check_parameter("(\"filename\" \"\u{e9}.pdf\")", Some("é.pdf"));
    check_parameter("NIL", None);
    check_parameter("()", None);
    check_parameter(r#"("filename" NIL)"#, None);
    check_parameter(r#"("filename")"#, None);
    check_parameter(r#"("filename2" "x")"#, None);
    check_parameter(r#"(("filename") "x")"#, None);
}

#[test]
fn encoded_and_split_values_are_put_together() {
    check_parameter(r#"("filename*" "utf-8''%C3%A9.pdf" "size" "3")"#, Some("é.pdf"));
    check_parameter(r#"("filename*" "iso-8859-1'fr'%e9.pdf")"#, Some("é.pdf"));
    check_parameter(r#"("filename" "e.pdf" "filename*" "utf-8''%C3%A9.pdf")"#, Some("é.pdf"));
    check_parameter(r#"("filename*0" "a" "filename*1" "b" "filename*2" ".pdf")"#, Some("ab.pdf"));
    check_parameter(r#"("filename*1" "b" "filename*0" "a")"#, Some("ab"));
    check_parameter(
        r#"("filename*0*" "utf-8''%C3" "filename*1*" "%A9" "filename*2" "%41.pdf")"#,
        Some("é%41.pdf"),
    );
    check_parameter(r#"("filename*0" "a" "filename*2" "c")"#, Some("a"));
    check_parameter(r#"("filename*1" "b" "filename" "a")"#, Some("a"));
    check_parameter(r#"("filename*" "%C3%A9%zz%4")"#, Some("é%zz%4"));
    check_parameter(r#"("filename*" "nosuch''%C3%A9")"#, Some("é"));
    check_parameter(r#"("filename*x" "a")"#, None);
    check_parameter(r#"("filename*0*0*0" "a")"#, None);
    check_parameter(r#"("filename*99999999999999999999999" "a")"#, None);
}
