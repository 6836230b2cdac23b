//! NAMESPACE, QUOTA and MYRIGHTS (RFC 2342, section 5; RFC 9208, section 5.1; RFC 4314, section 3.8).

use super::mailbox::name;
use super::{Value, values};
use crate::imap::connection::Data;
use crate::imap::utf7;
use crate::mailbox::{MailboxName, Namespace, Rights, Room};

/// Octets that a quota of STORAGE counts as one.
const UNIT: u64 = 1024;

/// The most namespaces of a kind that are taken from a server.
const MOST_PLACES: usize = 50;

/// Where mailboxes are, by whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Namespaces {
    own: Vec<Place>,
    others: Vec<Place>,
    shared: Vec<Place>,
}

/// What the names of some mailboxes begin with, and what separates their levels.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    prefix: String,
    delimiter: Option<char>,
}

impl Namespaces {
    /// What the names of one's own mailboxes begin with.
    pub(in crate::imap) fn prefix(&self) -> &str {
        self.own.first().map_or("", |it| it.prefix.as_str())
    }

    /// What separates the levels of these names.
    pub(in crate::imap) fn delimiter(&self) -> Option<char> {
        self.own.first().and_then(|it| it.delimiter)
    }

    /// What the names of mailboxes begin with that are not one's own.
    pub(in crate::imap) fn foreign(&self) -> impl Iterator<Item = &str> {
        self.others.iter().chain(&self.shared).map(|it| it.prefix.as_str())
    }

    /// Whose a mailbox is: as the longest beginning of its name says.
    pub(in crate::imap) fn of(&self, name: &MailboxName) -> Namespace {
        let of = |places: &[Place]| {
            let fits = places.iter().filter(|it| name.as_str().starts_with(it.prefix.as_str()));
            fits.map(|it| it.prefix.len()).max()
        };
        let own = of(&self.own).max(Some(0));
        let (others, shared) = (of(&self.others), of(&self.shared));
        match own >= others.max(shared) {
            true => Namespace::Personal,
            false if others >= shared => Namespace::OtherUsers,
            false => Namespace::Shared,
        }
    }

    /// Whether it is no more than what other people's mailboxes, or shared ones, are inside of.
    pub(in crate::imap) fn is_above_foreign(&self, name: &MailboxName) -> bool {
        let foreign = self.others.iter().chain(&self.shared);
        foreign
            .filter_map(|it| Some((it.prefix.strip_prefix(name.as_str())?, it.delimiter?)))
            .any(|(rest, delimiter)| rest.starts_with(delimiter))
    }
}

/// The namespaces that there are.
pub(in crate::imap) fn namespaces(response: &Data) -> Option<Namespaces> {
    let values = said(response, b"NAMESPACE")?;
    let [_, own, others, shared, ..] = values.as_slice() else { return None };
    Some(Namespaces { own: places(own), others: places(others), shared: places(shared) })
}

fn places(values: &Value<'_>) -> Vec<Place> {
    let text = |value: &Value<'_>| str::from_utf8(value.octets()?).ok().map(str::to_owned);
    let place = |value: &Value<'_>| {
        let [prefix, delimiter, ..] = value.items() else { return None };
        let delimiter = text(delimiter).and_then(|it| it.chars().next());
        Some(Place { prefix: utf7::decode(&text(prefix)?), delimiter })
    };
    values.items().iter().take(MOST_PLACES).filter_map(place).collect()
}

/// Whether it tells which room a mailbox is in: what is said of that room comes along.
pub(in crate::imap) fn is_quota_root(response: &Data) -> bool {
    said(response, b"QUOTAROOT").is_some()
}

/// The room for messages.
pub(in crate::imap) fn quota(response: &Data) -> Option<Room> {
    let values = said(response, b"QUOTA")?;
    let (triples, _) = values.get(2)?.items().as_chunks::<3>();
    let [_, used, limit] = triples.iter().find(|[name, ..]| name.is(b"STORAGE"))?;
    let octets = |value: &Value<'_>| value.number().map(|it| it.saturating_mul(UNIT));
    Some(Room { used: octets(used)?, limit: octets(limit).filter(|it| *it > 0)? })
}

/// The rights to a mailbox.
pub(in crate::imap) fn rights(response: &Data) -> Option<(MailboxName, Rights)> {
    let values = said(response, b"MYRIGHTS")?;
    let letters = str::from_utf8(values.get(2)?.octets()?).ok()?;
    Some((name(values.get(1)?)?, Rights::parse(letters)?))
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
        let read =
            |text: &str| namespaces(&response(text)).map(|it| (it.prefix().to_owned(), it.delimiter()));
        for (text, prefix, delimiter) in [
            (r#"NAMESPACE (("" "/")) NIL NIL"#, "", Some('/')),
            (r#"NAMESPACE (("INBOX." ".")) (("user." ".")) (("Shared." "."))"#, "INBOX.", Some('.')),
            (r#"namespace (("" "/" "X-PARAM" ("a"))("b" "/")) NIL NIL"#, "", Some('/')),
            (r#"NAMESPACE (("&AMk-t&AOk-/" NIL)) NIL NIL"#, "Été/", None),
            ("NAMESPACE NIL NIL NIL", "", None),
            ("NAMESPACE ((1)) NIL NIL", "", None),
        ] {
            assert_eq!(read(text), Some((prefix.to_owned(), delimiter)), "{text}");
        }
        for text in ["NAMESPACE", "NAMESPACE ()", "NAMESPACE NIL NIL", "LIST ()"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_longest_beginning_says_whose_a_mailbox_is() {
        let read = |text: &str| namespaces(&response(text)).unwrap();
        let dots = read(r#"NAMESPACE (("INBOX." ".")) (("user." ".")) (("user.all." ".") ("" "."))"#);
        let of = |name: &str| dots.of(&MailboxName::parse(name).unwrap());
        assert_eq!(["INBOX.a", "INBOX"].map(of), [Namespace::Personal, Namespace::Personal]);
        assert_eq!(["user.claire", "user.all.x"].map(of), [Namespace::OtherUsers, Namespace::Shared]);
        let plain = read(r##"NAMESPACE (("" "/")) (("Other Users/" "/")) (("#shared/" "/"))"##);
        let of = |name: &str| plain.of(&MailboxName::parse(name).unwrap());
        assert_eq!(of("Other Users"), Namespace::Personal);
        assert_eq!(["Other Users/x", "#shared/x"].map(of), [Namespace::OtherUsers, Namespace::Shared]);
        let is_above = |name: &str| plain.is_above_foreign(&MailboxName::parse(name).unwrap());
        assert_eq!(["Other Users", "Other Users/x", "Other", "a"].map(is_above), [true, false, false, false]);
        assert_eq!(Namespaces::default().of(&MailboxName::inbox()), Namespace::Personal);
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
        let read = |text: &str| rights(&response(text)).map(|(name, it)| (name.to_string(), it));
        let expected = |name: &str, letters: &str| Some((name.to_owned(), Rights::parse(letters).unwrap()));
        assert_eq!(read("MYRIGHTS INBOX lrswipkxtecda"), expected("INBOX", "lrswipkxtecda"));
        assert_eq!(read(r#"MYRIGHTS "a b" lr"#), expected("a b", "lr"));
        for text in ["MYRIGHTS", "MYRIGHTS a", "MYRIGHTS a ()", "MYRIGHTS a \"l r\"", "ACL a lr"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
