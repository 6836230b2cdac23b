//! NAMESPACE, QUOTA and MYRIGHTS (RFC 2342, section 5; RFC 9208, section 5.1; RFC 4314, section 3.8).

use super::{Value, values};
use crate::imap::arrange::Room;
use crate::imap::connection::Data;
use crate::imap::utf7;

/// Octets that a quota of STORAGE counts as one.
const UNIT: u64 = 1024;

/// Where one's own mailboxes are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Namespace {
    /// What their names begin with.
    pub(in crate::imap) prefix: String,
    /// What separates the levels of their names.
    pub(in crate::imap) delimiter: Option<char>,
}

/// The first namespace of one's own.
pub(in crate::imap) fn namespace(response: &Data) -> Option<Namespace> {
    let values = said(response, b"NAMESPACE")?;
    let [prefix, delimiter, ..] = values.get(1)?.items().first()?.items() else { return None };
    let text = |value: &Value<'_>| str::from_utf8(value.octets()?).ok().map(str::to_owned);
    Some(Namespace {
        prefix: utf7::decode(&text(prefix)?),
        delimiter: text(delimiter).and_then(|it| it.chars().next()),
    })
}

/// The room for messages.
pub(in crate::imap) fn quota(response: &Data) -> Option<Room> {
    let values = said(response, b"QUOTA")?;
    let (triples, _) = values.get(2)?.items().as_chunks::<3>();
    let [_, used, limit] = triples.iter().find(|[name, ..]| name.is(b"STORAGE"))?;
    let octets = |value: &Value<'_>| value.number().map(|it| it.saturating_mul(UNIT));
    Some(Room { used: octets(used)?, limit: octets(limit).filter(|it| *it > 0)? })
}

/// The rights to a mailbox, a letter each.
pub(in crate::imap) fn rights(response: &Data) -> Option<String> {
    let values = said(response, b"MYRIGHTS")?;
    let letters = str::from_utf8(values.get(2)?.octets()?).ok()?;
    letters.chars().all(|it| it.is_ascii_alphanumeric()).then(|| letters.to_owned())
}

/// The values of a response, when this is its first word.
fn said<'a>(response: &'a Data, word: &[u8]) -> Option<Vec<Value<'a>>> {
    let values = values(response);
    values.first()?.is(word).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;

    #[test]
    fn the_namespace_of_ones_own_is_the_first() {
        let read = |text: &str| namespace(&response(text)).map(|it| (it.prefix, it.delimiter));
        for (text, prefix, delimiter) in [
            (r#"NAMESPACE (("" "/")) NIL NIL"#, "", Some('/')),
            (r#"NAMESPACE (("INBOX." ".")) (("user." ".")) (("Shared." "."))"#, "INBOX.", Some('.')),
            (r#"namespace (("" "/" "X-PARAM" ("a"))("b" "/")) NIL NIL"#, "", Some('/')),
            (r#"NAMESPACE (("&AMk-t&AOk-/" NIL)) NIL NIL"#, "Été/", None),
        ] {
            assert_eq!(read(text), Some((prefix.to_owned(), delimiter)), "{text}");
        }
        for text in ["NAMESPACE", "NAMESPACE NIL NIL NIL", "NAMESPACE ((1)) NIL", "NAMESPACE ()", "LIST ()"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn room_is_told_in_octets() {
        let read = |text: &str| quota(&response(text)).map(|it| (it.used, it.limit));
        assert_eq!(read(r#"QUOTA "User quota" (STORAGE 10 512)"#), Some((10_240, 524_288)));
        assert_eq!(read(r#"QUOTA "" (MESSAGE 1 9 storage 0 1)"#), Some((0, 1_024)));
        for text in [
            "QUOTA",
            r#"QUOTA """#,
            r#"QUOTA "" (STORAGE 1)"#,
            r#"QUOTA "" (STORAGE 1 0)"#,
            r#"QUOTA "" (STORAGE 1 -1)"#,
            r#"QUOTA "" (MESSAGE 1 2)"#,
            r#"QUOTAROOT INBOX "" x"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(r#"QUOTA "" (STORAGE 1 18446744073709551615)"#), Some((1_024, u64::MAX)));
    }

    #[test]
    fn rights_are_letters() {
        assert_eq!(rights(&response("MYRIGHTS INBOX lrswipkxtecda")).as_deref(), Some("lrswipkxtecda"));
        assert_eq!(rights(&response(r#"MYRIGHTS "a b" lr"#)).as_deref(), Some("lr"));
        for text in ["MYRIGHTS", "MYRIGHTS a", "MYRIGHTS a ()", "MYRIGHTS a \"l r\"", "ACL a lr"] {
            assert_eq!(rights(&response(text)), None, "{text}");
        }
    }
}
