//! Messages that no program should have written.

use super::*;

/// The numbers of the parts that are announced.
#[track_caller]
fn check(octets: &str, expected: &[&str]) {
    let contents = contents(octets);
    check_consistent(&contents);
    let numbers: Vec<String> = announced(&contents.body_structure())
        .iter()
        .map(|(it, _)| it.iter().map(u32::to_string).collect::<Vec<_>>().join("."))
        .collect();
    assert_eq!(numbers, expected);
}

#[track_caller]
fn check_text(octets: &str, section: &[u32], expected: &str) {
    check_section(&contents(octets), &Section::Part(number(section)), Some(expected));
}

#[test]
fn nothing_at_all_is_an_empty_text() {
    for octets in ["", "\r\n", "\n", "Subject: no end", "\r\n\r\n", ":", "\u{0}"] {
        check(octets, &["1"]);
    }
}

#[test]
fn a_multipart_without_parts_is_text() {
    check("Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\na\r\n", &["1"]);
    check("Content-Type: multipart/mixed; boundary=x\r\n\r\nno delimiter\r\n", &["1"]);
    check("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n", &["1"]);
}

#[test]
fn a_multipart_may_end_before_its_end() {
    let head = "Content-Type: multipart/mixed; boundary=x\r\n\r\n";
    check_text(&format!("{head}--x\r\n\r\na\r\n--x\r\n\r\nb"), &[2], "b");
    check_text(&format!("{head}--x\r\n\r\na\r\n--x"), &[2], "");
    check_text(&format!("{head}--x\r\n--x\r\n\r\nb\r\n--x--"), &[2], "b");
    check_text(&format!("{head}--x\n\na\n--x--\n"), &[1], "a");
}

#[test]
fn a_boundary_that_begins_like_another_is_another() {
    let octets = concat!(
        "Content-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n",
        "Content-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\n\r\n1\r\n--abc\r\n\r\n2\r\n--abc--\r\n",
        "--ab \t\r\n\r\n3\r\n--ab--\r\n",
    );
    check(octets, &["1.1", "1.2", "2"]);
}

#[test]
fn an_inner_multipart_ends_where_the_outer_part_ends() {
    let octets = concat!(
        "Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n",
        "Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\nnever closed\r\n",
        "--out\r\n\r\nnext\r\n--out--\r\n",
    );
    check(octets, &["1.1", "2"]);
    check_text(octets, &[1, 1], "never closed");
}

#[test]
fn what_a_digest_holds_are_messages() {
    let octets =
        "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nSubject: a\r\n\r\nb\r\n--x--\r\n";
    check(octets, &["1", "1.1"]);
}

#[test]
fn a_type_that_is_none_is_text() {
    for value in ["text", "/", "text/", "a b/c", "text/plain/x", "=", "\"text/plain\""] {
        let contents = contents(format!("Content-Type: {value}\r\n\r\na"));
        let found = encoded(MessageDataItem::Body(contents.body()));
        assert!(found.contains(r#"("TEXT" "plain" ("charset" "us-ascii")"#), "{value}: {found}");
    }
}

#[test]
fn nesting_is_followed_to_a_depth_and_no_further() {
    let mut octets = String::new();
    for depth in 0..500 {
        octets.push_str(&format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n"));
    }
    let deepest = |octets: &str| {
        let contents = contents(octets);
        check_consistent(&contents);
        announced(&contents.body_structure()).iter().map(|(it, _)| it.len()).max()
    };
    assert_eq!(deepest(&octets), Some(50));
    assert_eq!(deepest(&"Content-Type: message/rfc822\r\n\r\n".repeat(1000)), Some(51));
}

#[test]
fn parts_are_counted_and_not_all_announced() {
    let octets =
        format!("Content-Type: multipart/mixed; boundary=x\r\n\r\n{}", "--x\r\n\r\na\r\n".repeat(10_000));
    let contents = contents(&octets);
    check_consistent(&contents);
    assert_eq!(announced(&contents.body_structure()).len(), 4999);
}

#[test]
fn a_nul_is_in_no_string() {
    let contents = contents("Subject: a\0b\r\nFrom: \0 <c\0@d>\r\nContent-Type: a/b; c=\"\0\"\r\n\r\n");
    assert!(encoded(MessageDataItem::Envelope(contents.envelope())).contains("\"ab\""));
    assert!(!encoded(MessageDataItem::BodyStructure(contents.body_structure())).contains('\0'));
}
