//! ENVELOPE and the addresses in it (RFC 9051, section 7.5.2), or the header fields in its place.

use super::Value;
use crate::address::FoundAddress;
use crate::message::parse;

/// The most addresses of one field that are kept: a list shows a few, a mailing to 10,000 people
/// must not make each page of it long.
const MOST_ADDRESSES: usize = 100;

/// The most octets of one subject or name that are decoded.
const MOST_OCTETS: usize = 8192;

/// The most characters of a subject that are kept: a page has many rows, and shows a line of each.
const MOST_OF_SUBJECT: usize = 1000;

/// The most characters of a name, or of an address, that are kept; no address that works has more.
const MOST_OF_NAME: usize = 300;

/// What an ENVELOPE says, as far as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Written {
    /// Decoded, without control characters.
    pub(in crate::imap) subject: String,
    /// From.
    pub(in crate::imap) from: Vec<FoundAddress>,
    /// To.
    pub(in crate::imap) to: Vec<FoundAddress>,
    /// Date, in seconds since 1970-01-01 UTC.
    pub(in crate::imap) sent_at: Option<i64>,
}

impl Written {
    /// Adds what header fields say, as BODY[HEADER.FIELDS] gives them.
    pub(in crate::imap) fn add(&mut self, fields: &[u8]) {
        let headers = parse::headers(fields);
        if self.subject.is_empty() {
            self.subject = cut(headers.subject, MOST_OF_SUBJECT);
        }
        for (list, found) in [(&mut self.from, headers.from), (&mut self.to, headers.to)] {
            let room = MOST_ADDRESSES.saturating_sub(list.len());
            list.extend(found.into_iter().take(room).map(|it| FoundAddress {
                name: cut(it.name, MOST_OF_NAME),
                address: cut(it.address, MOST_OF_NAME),
            }));
        }
    }
}

/// Reads an ENVELOPE: date, subject, from, sender, reply-to, to and more. What is missing is empty; what is neither in
/// encoded words (RFC 2047) nor in UTF-8 is in `charset`, where that is known.
pub(in crate::imap) fn envelope(value: &Value<'_>, charset: Option<&str>) -> Written {
    let field = |at: usize| value.items().get(at);
    Written {
        subject: text(field(1), MOST_OF_SUBJECT, charset),
        from: field(2).map(|it| addresses(it, charset)).unwrap_or_default(),
        to: field(5).map(|it| addresses(it, charset)).unwrap_or_default(),
        sent_at: field(0).and_then(Value::octets).and_then(parse::date),
    }
}

/// Reads a list of addresses. The members of a group stand without it; a group without members
/// stands for itself, by its name.
fn addresses(value: &Value<'_>, charset: Option<&str>) -> Vec<FoundAddress> {
    let mut found: Vec<FoundAddress> = Vec::new();
    let mut empty_group = None;
    for address in value.items() {
        if found.len() >= MOST_ADDRESSES {
            break;
        }
        let [name, _route, mailbox, host, ..] = address.items() else { continue };
        match (mailbox.octets(), host.octets()) {
            // The beginning of a group, and its end.
            (Some(_), None) => {
                found.extend(empty_group.replace(text(Some(mailbox), MOST_OF_NAME, charset)).map(group))
            }
            (None, None) => found.extend(empty_group.take().map(group)),
            (mailbox, host) => {
                empty_group = None;
                let mailbox = plain(mailbox.unwrap_or_default());
                let host = plain(host.unwrap_or_default());
                let address = if host.is_empty() { mailbox } else { format!("{mailbox}@{host}") };
                let address = cut(address, MOST_OF_NAME);
                found.push(FoundAddress { name: text(Some(name), MOST_OF_NAME, charset), address });
            }
        }
    }
    found.extend(empty_group.map(group));
    found
}

fn group(name: String) -> FoundAddress {
    FoundAddress { name, address: String::new() }
}

/// Decodes a subject or a name, and keeps so many characters.
fn text(value: Option<&Value<'_>>, most: usize, charset: Option<&str>) -> String {
    let octets = value.and_then(Value::octets).unwrap_or_default();
    let octets = beginning(octets);
    cut(parse::unstructured(&parse::recoded(octets, charset)), most)
}

/// The octets that are decoded: none of a character of UTF-8 (RFC 3629, section 3) that would be cut through, as it
/// could be taken for a letter of another charset.
fn beginning(octets: &[u8]) -> &[u8] {
    if octets.len() <= MOST_OCTETS {
        return octets;
    }
    let is_begun_before = |at: &usize| octets.get(*at).is_some_and(|it| it & 0xc0 == 0x80);
    let end = (MOST_OCTETS - 3..=MOST_OCTETS).rev().find(|at| !is_begun_before(at)).unwrap_or(MOST_OCTETS);
    octets.get(..end).unwrap_or(octets)
}

/// Keeps so many characters, and no more room than they need.
fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.shrink_to_fit();
    }
    text
}

/// Half an address: no encoded words there, no control characters wanted.
fn plain(octets: &[u8]) -> String {
    String::from_utf8_lossy(beginning(octets)).chars().filter(|it| !it.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{list, response, response_of};
    use super::super::values;
    use super::*;

    #[track_caller]
    fn check(from: &str, expected: &[(&str, &str)]) {
        let data = response(&format!(r#"(NIL "s" {from} NIL NIL NIL NIL NIL NIL NIL)"#));
        let found = envelope(&list(&values(&data)), None);
        let found: Vec<_> = found.from.iter().map(|it| (it.name.as_str(), it.address.as_str())).collect();
        assert_eq!(found, expected, "{from}");
    }

    #[test]
    fn addresses_are_read_however_they_are_written() {
        check(r#"(("A" NIL "a" "x.org"))"#, &[("A", "a@x.org")]);
        check(r#"((NIL NIL "a" "x") (NIL NIL "b" "x"))"#, &[("", "a@x"), ("", "b@x")]);
        check("NIL", &[]);
        check("()", &[]);
        check(r#"((NIL NIL "a" ""))"#, &[("", "a")]);
        check(r#"(("only" "three" "values"))"#, &[]);
        check(r#"(("=?utf-8?q?Ren=C3=A9?=" NIL "r" "x.fr"))"#, &[("René", "r@x.fr")]);
        check("((\"a\u{1}b\" NIL \"c\u{7f}\" \"x\"))", &[("a b", "c@x")]);
    }

    #[test]
    fn a_group_is_its_members_and_an_empty_one_its_name() {
        check(r#"((NIL NIL "grp" NIL)(NIL NIL "a" "x")(NIL NIL NIL NIL))"#, &[("", "a@x")]);
        check(
            r#"((NIL NIL "undisclosed-recipients" NIL)(NIL NIL NIL NIL))"#,
            &[("undisclosed-recipients", "")],
        );
        check(r#"((NIL NIL "unended" NIL))"#, &[("unended", "")]);
        check("((NIL NIL NIL NIL))", &[]);
    }

    #[test]
    fn ten_thousand_recipients_are_cut() {
        let data = response(&format!("(NIL NIL ({}) NIL)", r#"(NIL NIL "a" "x")"#.repeat(10_000)));
        assert_eq!(envelope(&list(&values(&data)), None).from.len(), MOST_ADDRESSES);
    }

    #[test]
    fn what_says_no_charset_is_in_the_one_that_is_assumed() {
        let data = response_of(b"(NIL \"\xed\xc1\xd2\xd4\" ((\"\xe1\xce\xce\xc1\" NIL \"a\" \"x\")))");
        let found = envelope(&list(&values(&data)), Some("koi8-r"));
        assert_eq!((found.subject.as_str(), found.from[0].name.as_str()), ("Март", "Анна"));
        let data = response_of("(NIL \"Été\" ((\"=?utf-8?q?Ren=C3=A9?=\" NIL \"r\" \"x\")))".as_bytes());
        let found = envelope(&list(&values(&data)), Some("koi8-r"));
        assert_eq!((found.subject.as_str(), found.from[0].name.as_str()), ("Été", "René"));
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "\u{e9}".repeat(4000);
        let data = response(&format!(r#"(NIL "{long}" (("{long}" NIL "{long}" "x")))"#));
        let mut of_fields = Written::default();
        of_fields.add(format!("Subject: {long}\r\nFrom: {long} <{long}@x>\r\n\r\n").as_bytes());
        for found in [envelope(&list(&values(&data)), None), of_fields] {
            let [from] = found.from.as_slice() else { panic!("{:?}", found.from) };
            let texts = [&found.subject, &from.name, &from.address];
            assert_eq!(texts.map(|it| it.chars().count()), [1000, 300, 300]);
        }
    }

    #[test]
    fn no_letter_is_cut_through() {
        for (before, letter) in
            [(MOST_OCTETS - 1, "é"), (MOST_OCTETS - 3, "😀"), (0, "é"), (1, "é"), (1, "😀")]
        {
            let whole = "x".repeat(before) + &letter.repeat(MOST_OCTETS);
            let kept = beginning(whole.as_bytes());
            assert!(whole.starts_with(str::from_utf8(kept).unwrap()), "{before} {letter}");
            assert!(
                kept.len() <= MOST_OCTETS && kept.len() + letter.len() > MOST_OCTETS,
                "{before} {letter}"
            );
        }
        let other = [0xe9; MOST_OCTETS + 9];
        assert_eq!(beginning(&other), &other[..MOST_OCTETS]);
        let data = response(&format!("(NIL \"x{}\" NIL)", "é".repeat(MOST_OCTETS)));
        for charset in [None, Some("koi8-r")] {
            let subject = envelope(&list(&values(&data)), charset).subject;
            assert_eq!(subject, "x".to_owned() + &"é".repeat(MOST_OF_SUBJECT - 1));
        }
    }

    #[test]
    fn header_fields_are_read_like_an_envelope() {
        let mut found = Written::default();
        found.add(b"From: =?utf-8?q?Ren=C3=A9?= <r@x.fr>\r\nSubject: a\r\n b\r\n\r\n");
        found.add(format!("To: {}b@x\r\n", "a@x, ".repeat(500)).as_bytes());
        found.add(b"To: cut in the mid");
        assert_eq!(found.from, [FoundAddress { name: "Ren\u{e9}".to_owned(), address: "r@x.fr".to_owned() }]);
        assert_eq!((found.subject.as_str(), found.to.len()), ("a b", MOST_ADDRESSES));
    }

    #[test]
    fn raw_octets_in_a_subject_are_decoded() {
        let data = response("(NIL \"\u{e9}t\u{e9}\" NIL NIL)");
        assert_eq!(envelope(&list(&values(&data)), None).subject, "été");
        assert_eq!(envelope(&Value::Atom(b"NIL"), None), Written::default());
    }
}
