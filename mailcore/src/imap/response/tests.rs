//! Data-driven tests of the reader, and what its neighbours' tests write responses with.

use super::*;
use crate::imap::connection::Data;

/// Writes a response: text, and literals as `{3}abc`.
#[track_caller]
pub(in crate::imap) fn response(text: &str) -> Data {
    response_of(text.as_bytes())
}

/// The same for octets that are no text.
#[track_caller]
pub(in crate::imap) fn response_of(text: &[u8]) -> Data {
    let mut data = Vec::new();
    let mut rest = text;
    while let Some((before, size, after)) = literal(rest) {
        data.push(Piece::Text(before.to_vec()));
        data.push(Piece::Literal(after[..size].to_vec()));
        rest = &after[size..];
    }
    data.push(Piece::Text(rest.to_vec()));
    data
}

fn literal(text: &[u8]) -> Option<(&[u8], usize, &[u8])> {
    let open = text.iter().position(|it| *it == b'{')?;
    let close = open + text[open..].iter().position(|it| *it == b'}')?;
    let size = digits(&text[open + 1..close])?;
    Some((&text[..open], usize::try_from(size).ok()?, &text[close + 1..]))
}

/// The only value of a response that is one list.
pub(in crate::imap) fn list<'a>(values: &[Value<'a>]) -> Value<'a> {
    values.first().cloned().unwrap_or(Value::List(Vec::new()))
}

fn shown(values: &[Value<'_>]) -> String {
    let words: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::Atom(word) => String::from_utf8_lossy(word).into_owned(),
            Value::Text(octets) => format!("<{}>", String::from_utf8_lossy(octets)),
            Value::List(values) => format!("({})", shown(values)),
            Value::Deep => "…".to_owned(),
        })
        .collect();
    words.join(" ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(&values(&response(text))), expected, "{text}");
}

#[test]
fn values_are_told_apart_by_how_they_begin() {
    check("1 FETCH (UID 5 X NIL)", "1 FETCH (UID 5 X NIL)");
    check(r#"("a" "b c"{3}d)e ())"#, "(<a> <b c> <d)e> ())");
    check(r#"("a""b")("c")"#, "(<a> <b>) (<c>)");
    check(" a  b\t ", "a b");
    check("", "");
    check("~{3}a\0c x", "<a\0c> x");
    check("{0} x", "<> x");
}

#[test]
fn quoted_strings_are_read_tolerantly() {
    check(r#""a\"b\\c""#, r#"<a"b\c>"#);
    check(r#""a\b""#, r"<a\b>");
    check(r#""\\""#, r"<\>");
    check("\"a\tb\u{e9}\"", "<a\tb\u{e9}>");
    check(r#""never ends"#, "<never ends>");
    check(r#"("never ends)"#, "(<never ends)>)");
}

#[test]
fn sections_are_one_word_and_other_brackets_no_marks() {
    check("BODY[HEADER.FIELDS (DATE \"X-Y\")]<0> {2}ab", "BODY[HEADER.FIELDS (DATE \"X-Y\")]<0> <ab>");
    check("BODY[] NIL", "BODY[] NIL");
    check(r"FLAGS ([x] \Seen a]b [y)", r"FLAGS ([x] \Seen a]b [y)");
    check("BODY[1 (a)", "BODY[1 (a)");
    check("[Gmail] a[b", "[Gmail] a[b");
}

#[test]
fn parentheses_that_do_not_match_end_somewhere() {
    check("((a) b", "((a) b)");
    check("a) b) (c)", "a b (c)");
}

#[test]
fn lists_that_lie_too_deep_are_passed_over() {
    for depth in [MOST_LEVELS - 1, MOST_LEVELS, MOST_LEVELS + 1, 10 * MOST_LEVELS] {
        let data = response(&format!("{}x{} y", "(".repeat(depth), ")".repeat(depth)));
        let values = values(&data);
        assert_eq!(values.get(1), Some(&Value::Atom(b"y")), "{depth}");
        assert_eq!(shown(&values).contains('x'), depth <= MOST_LEVELS, "{depth}");
    }
}

#[test]
fn brackets_that_never_close_are_looked_for_only_so_far() {
    let section = |blanks: usize| values(&response(&format!("BODY[{}] x", " ".repeat(blanks)))).len();
    assert_eq!(section(MOST_SECTION - 10), 2);
    assert_eq!(section(MOST_SECTION + 10), 3);
    assert_eq!(values(&response(&"BODY[ ".repeat(20_000))).len(), 20_000);
    assert_eq!(values(&response(&"a [ \"".repeat(100_000))).len(), 150_000);
}

#[test]
fn responses_are_known_by_their_first_words() {
    for (text, expected) in [
        ("12 FETCH (UID 1)", Kind::Fetch(12)),
        ("12 exists", Kind::Exists(12)),
        ("3 EXPUNGE", Kind::Expunge(3)),
        ("LIST () \"/\" a", Kind::List),
        ("LSUB () \"/\" a", Kind::Lsub),
        ("STATUS a (MESSAGES 1)", Kind::Status),
        ("SEARCH", Kind::Search),
        ("ESEARCH UID", Kind::Esearch),
        ("99999999999 EXISTS", Kind::Other),
        ("3", Kind::Other),
        ("", Kind::Other),
        ("OK [UIDVALIDITY 1] x", Kind::Other),
    ] {
        assert_eq!(kind(&response(text)), expected, "{text}");
    }
    assert_eq!(kind(&[]), Kind::Other);
}

#[test]
fn codes_are_read_from_untagged_ok_alone() {
    assert_eq!(code(&response("OK [UIDVALIDITY 1] x")), Some("UIDVALIDITY 1"));
    assert_eq!(code(&response("ok [READ-ONLY]")), Some("READ-ONLY"));
    assert_eq!(code(&response("NO [ALERT] x")), None);
    assert_eq!(code(&response("OK x [y]")), None);
    assert_eq!(code(&response("é")), None);
}

mod odd;
