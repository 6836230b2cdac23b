//! LIST, LSUB and STATUS (RFC 9051, sections 7.3.1 and 7.3.4; RFC 5258).

use super::{Value, values};
use crate::imap::connection::Data;
use crate::imap::utf7;
use crate::mailbox::{MailboxName, MailboxStatus, SpecialUse};
use crate::uid::Uid;

/// A mailbox as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::imap) struct Listed {
    pub(in crate::imap) name: MailboxName,
    pub(in crate::imap) delimiter: Option<char>,
    pub(in crate::imap) special_use: Option<SpecialUse>,
    pub(in crate::imap) selectable: bool,
    pub(in crate::imap) subscribed: bool,
    pub(in crate::imap) takes_children: bool,
}

/// Reads a LIST or LSUB. `None` when there is no name in it that we could ask for again.
pub(in crate::imap) fn listed(response: &Data) -> Option<Listed> {
    let values = values(response);
    let [_, attributes, delimiter, mailbox, ..] = values.as_slice() else { return None };
    let has = |attribute: &[u8]| attributes.items().iter().any(|it| it.is(attribute));
    Some(Listed {
        name: name(mailbox)?,
        delimiter: delimiter.octets().and_then(|it| str::from_utf8(it).ok()).and_then(|it| it.chars().next()),
        special_use: ROLES.iter().find(|(attribute, _)| has(attribute)).map(|(_, role)| *role),
        selectable: !has(br"\Noselect") && !has(br"\NonExistent"),
        subscribed: has(br"\Subscribed"),
        takes_children: !has(br"\Noinferiors"),
    })
}

/// Reads a STATUS. `None` when it does not tell how many messages there are and how many are unseen.
pub(in crate::imap) fn status(response: &Data) -> Option<(MailboxName, MailboxStatus)> {
    let values = values(response);
    let [_, mailbox, counts, ..] = values.as_slice() else { return None };
    let count = |item: &[u8]| told(counts, item).map(|it| u32::try_from(it).unwrap_or(u32::MAX));
    let uid_next = count(b"UIDNEXT").and_then(Uid::new);
    let status = MailboxStatus { messages: count(b"MESSAGES")?, unseen: count(b"UNSEEN")?, uid_next };
    Some((name(mailbox)?, status))
}

/// The octets of all messages that a STATUS tells (RFC 8438).
pub(in crate::imap) fn size(response: &Data) -> Option<u64> {
    let values = values(response);
    let [word, _, counts, ..] = values.as_slice() else { return None };
    told(counts, b"SIZE").filter(|_| word.is(b"STATUS"))
}

/// The number that a STATUS tells of one of its items.
pub(super) fn told(items: &Value<'_>, item: &[u8]) -> Option<u64> {
    let (pairs, _) = items.items().as_chunks::<2>();
    pairs.iter().find(|[key, _]| key.is(item)).and_then(|[_, number]| number.number())
}

/// The mailbox that a STATUS is about, whatever it tells of it.
pub(in crate::imap) fn named(response: &Data) -> Option<MailboxName> {
    name(values(response).get(1)?)
}

/// Attributes of RFC 6154.
const ROLES: [(&[u8], SpecialUse); 7] = [
    (br"\Drafts", SpecialUse::Drafts),
    (br"\Sent", SpecialUse::Sent),
    (br"\Archive", SpecialUse::Archive),
    (br"\Junk", SpecialUse::Junk),
    (br"\Trash", SpecialUse::Trash),
    (br"\All", SpecialUse::All),
    (br"\Flagged", SpecialUse::Flagged),
];

/// The longest name that is decoded, in octets of the wire: more than the longest one has there.
const MOST_OCTETS: usize = 4000;

/// The name of a mailbox, which may well be `nil`.
pub(super) fn name(value: &Value<'_>) -> Option<MailboxName> {
    let octets = match value {
        Value::Atom(word) => *word,
        Value::Text(octets) => octets.as_ref(),
        Value::List(_) | Value::Deep => return None,
    };
    let octets = Some(octets).filter(|it| it.len() <= MOST_OCTETS)?;
    MailboxName::parse(&utf7::decode(str::from_utf8(octets).ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;

    fn names(texts: &[&str]) -> Vec<(String, Option<char>)> {
        let listed = texts.iter().filter_map(|it| listed(&response(it)));
        listed.map(|it| (it.name.to_string(), it.delimiter)).collect()
    }

    #[test]
    fn names_are_read_however_they_are_written() {
        for (text, expected) in [
            (r#"LIST () "/" "Envoy&AOk-s""#, "Envoyés"),
            ("LIST () \"/\" \"Entw\u{fc}rfe\"", "Entwürfe"),
            ("LIST () \"/\" {3}a\"b", "a\"b"),
            (r#"LIST (\Noselect) "/" [Gmail]"#, "[Gmail]"),
            (r#"LIST () "/" nil"#, "nil"),
            (r#"LIST () "/" R&-D"#, "R&D"),
            (r#"LIST (\HasChildren) "/" "x" ("CHILDINFO" ("SUBSCRIBED"))"#, "x"),
            (r#"LIST () "/" "inbox""#, "INBOX"),
        ] {
            assert_eq!(names(&[text]), [(expected.to_owned(), Some('/'))], "{text}");
        }
        assert_eq!(names(&[r#"LIST () "\\" "a""#]), [("a".to_owned(), Some('\\'))]);
        assert_eq!(names(&[r#"LIST () NIL a"#]), [("a".to_owned(), None)]);
    }

    #[test]
    fn a_mailbox_without_a_name_is_passed_over() {
        let long = format!(r#"LIST () "/" "{}""#, "&".repeat(2_000_000));
        for text in [r#"LIST (\Noselect) "/" """#, "LIST", r#"LIST () "/""#, r#"LIST () "/" ()"#, &long] {
            assert_eq!(names(&[text]), [], "{:.40}", text);
        }
    }

    #[test]
    fn attributes_are_read_in_any_case() {
        let listed = listed(&response(r#"LIST (\NOSELECT \subscribed \sent) "/" x"#)).unwrap();
        assert!(listed.subscribed && !listed.selectable);
        assert_eq!(listed.special_use, Some(SpecialUse::Sent));
    }

    #[test]
    fn counts_are_read_among_others() {
        for (text, expected) in [
            (r#"STATUS "x" (MESSAGES 1 UNSEEN 0 ) "#, Some((1, 0))),
            ("STATUS x (SIZE 8000000000 unseen 2 MAILBOXID (F22) messages 3)", Some((3, 2))),
            ("STATUS x (MESSAGES 8000000000 UNSEEN 1 UIDNEXT 0)", Some((u32::MAX, 1))),
            ("STATUS x (MESSAGES 1)", None),
            ("STATUS x ()", None),
            ("STATUS", None),
        ] {
            let counts = status(&response(text)).map(|(_, it)| (it.messages, it.unseen));
            assert_eq!(counts, expected, "{text}");
        }
        assert_eq!(size(&response("STATUS x (SIZE 8000000000 MESSAGES 3)")), Some(8_000_000_000));
        assert_eq!(size(&response("STATUS x (MESSAGES 3)")), None);
        let next = |text: &str| status(&response(text)).and_then(|(_, it)| it.uid_next).map(Uid::get);
        assert_eq!(next("STATUS x (MESSAGES 1 UIDNEXT 7 UNSEEN 1)"), Some(7));
        assert_eq!(next("STATUS x (MESSAGES 1 UNSEEN 1 UIDNEXT 0)"), None);
    }
}
