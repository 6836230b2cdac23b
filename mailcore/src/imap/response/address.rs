//! ENVELOPE and the addresses in it (RFC 9051, section 7.5.2).

use super::Value;
use crate::address::FoundAddress;
use crate::message::parse;

/// The most addresses of one field that are kept: a list shows a few, a mailing to 10,000 people
/// must not make each page of it long.
const MOST_ADDRESSES: usize = 100;

/// The most octets of one subject or name that are decoded.
const MOST_OCTETS: usize = 8192;

/// What an ENVELOPE says, as far as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Written {
    /// Decoded, without control characters.
    pub(in crate::imap) subject: String,
    /// From.
    pub(in crate::imap) from: Vec<FoundAddress>,
    /// To.
    pub(in crate::imap) to: Vec<FoundAddress>,
}

/// Reads an ENVELOPE: date, subject, from, sender, reply-to, to and more. What is missing is empty.
pub(in crate::imap) fn envelope(value: &Value<'_>) -> Written {
    let field = |at: usize| value.items().get(at);
    Written {
        subject: text(field(1)),
        from: field(2).map(addresses).unwrap_or_default(),
        to: field(5).map(addresses).unwrap_or_default(),
    }
}

/// Reads a list of addresses. The members of a group stand without it; a group without members
/// stands for itself, by its name.
fn addresses(value: &Value<'_>) -> Vec<FoundAddress> {
    let mut found: Vec<FoundAddress> = Vec::new();
    let mut empty_group = None;
    for address in value.items() {
        if found.len() >= MOST_ADDRESSES {
            break;
        }
        let [name, _route, mailbox, host, ..] = address.items() else { continue };
        match (mailbox.octets(), host.octets()) {
            // The beginning of a group, and its end.
            (Some(_), None) => found.extend(empty_group.replace(text(Some(mailbox))).map(group)),
            (None, None) => found.extend(empty_group.take().map(group)),
            (mailbox, host) => {
                empty_group = None;
                let mailbox = plain(mailbox.unwrap_or_default());
                let host = plain(host.unwrap_or_default());
                let address = if host.is_empty() { mailbox } else { format!("{mailbox}@{host}") };
                found.push(FoundAddress { name: text(Some(name)), address });
            }
        }
    }
    found.extend(empty_group.map(group));
    found
}

fn group(name: String) -> FoundAddress {
    FoundAddress { name, address: String::new() }
}

/// Decodes a subject or a name.
fn text(value: Option<&Value<'_>>) -> String {
    let octets = value.and_then(Value::octets).unwrap_or_default();
    parse::unstructured(octets.get(..MOST_OCTETS).unwrap_or(octets))
}

/// Half an address: no encoded words there, no control characters wanted.
fn plain(octets: &[u8]) -> String {
    let octets = octets.get(..MOST_OCTETS).unwrap_or(octets);
    String::from_utf8_lossy(octets).chars().filter(|it| !it.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{list, response};
    use super::super::values;
    use super::*;

    #[track_caller]
    fn check(from: &str, expected: &[(&str, &str)]) {
        let data = response(&format!(r#"(NIL "s" {from} NIL NIL NIL NIL NIL NIL NIL)"#));
        let found = envelope(&list(&values(&data)));
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
        assert_eq!(envelope(&list(&values(&data))).from.len(), MOST_ADDRESSES);
    }

    #[test]
    fn raw_octets_in_a_subject_are_decoded() {
        let data = response("(NIL \"\u{e9}t\u{e9}\" NIL NIL)");
        assert_eq!(envelope(&list(&values(&data))).subject, "été");
        assert_eq!(envelope(&Value::Atom(b"NIL")), Written::default());
    }
}
