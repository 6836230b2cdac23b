//! SORT (RFC 5256, section 3; RFC 5957): messages in the order that is asked for.

use std::cmp::Ordering;

use imap_codec::imap_types::extensions::sort::{SortCriterion, SortKey};

use super::collation::casemap;
use super::search::Candidate;
use super::subject;
use crate::message::parse;

/// What is compared of a message.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i64),
    Text(String),
}

/// Sorts by the first criterion, within it by the second and so on; at last by sequence number.
pub(super) fn sort(criteria: &[SortCriterion], found: &mut [Candidate<'_>]) {
    found.sort_by_cached_key(|it| Place {
        values: criteria.iter().map(|criterion| (criterion.reverse, value(&criterion.key, it))).collect(),
        sequence: it.sequence.get(),
    });
}

/// When a message was sent; when it came, where it does not say (RFC 5256, section 2.2).
pub(super) fn sent_at(candidate: &Candidate<'_>) -> i64 {
    candidate.contents.sent().map_or(candidate.received_at, |it| it.at)
}

/// The place of a message in the order.
#[derive(PartialEq, Eq)]
struct Place {
    values: Vec<(bool, Value)>,
    sequence: u32,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let mut pairs = self.values.iter().zip(&other.values);
        let first = pairs.find_map(|((reverse, value), (_, other))| {
            let order = if *reverse { other.cmp(value) } else { value.cmp(other) };
            Some(order).filter(|it| it.is_ne())
        });
        first.unwrap_or_else(|| self.sequence.cmp(&other.sequence))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn value(key: &SortKey, candidate: &Candidate<'_>) -> Value {
    match key {
        SortKey::Arrival => Value::Number(candidate.received_at),
        SortKey::Date => Value::Number(sent_at(candidate)),
        SortKey::Size => Value::Number(i64::try_from(candidate.contents.octets().len()).unwrap_or(i64::MAX)),
        SortKey::Subject => Value::Text(subject::base(&candidate.contents.headers().subject).text),
        SortKey::Cc => Value::Text(mailbox(candidate, "cc")),
        SortKey::From => Value::Text(mailbox(candidate, "from")),
        SortKey::To => Value::Text(mailbox(candidate, "to")),
        SortKey::DisplayFrom => Value::Text(display(candidate, "from")),
        SortKey::DisplayTo => Value::Text(display(candidate, "to")),
    }
}

/// The mailbox of the first address; empty where there is none.
fn mailbox(candidate: &Candidate<'_>, field: &str) -> String {
    let mailbox = candidate.contents.first_address(field).and_then(|it| it.mailbox);
    casemap(&String::from_utf8_lossy(&mailbox.unwrap_or_default()))
}

/// The name of the first address, else the address (RFC 5957, section 3).
fn display(candidate: &Candidate<'_>, field: &str) -> String {
    let Some(address) = candidate.contents.first_address(field) else { return String::new() };
    let name = address.name.map(|it| parse::unstructured(&it)).filter(|it| !it.is_empty());
    let text = |it: Option<Vec<u8>>| String::from_utf8_lossy(&it.unwrap_or_default()).into_owned();
    casemap(&name.unwrap_or_else(|| match address.host {
        // The name of a group stands for it.
        None => text(address.mailbox),
        host => format!("{}@{}", text(address.mailbox), text(host)),
    }))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;
    use crate::demo::message::Contents;
    use crate::flag::FlagSet;
    use crate::uid::Uid;

    /// Sorts messages, that arrived in this order, each a header and the hour in which it came.
    #[track_caller]
    fn check(criteria: &[(bool, SortKey)], messages: &[(&str, i64)], expected: &[u32]) {
        let criteria: Vec<SortCriterion> = criteria
            .iter()
            .map(|(reverse, key)| SortCriterion { reverse: *reverse, key: key.clone() })
            .collect();
        let contents: Vec<Contents> =
            messages.iter().map(|(header, _)| Contents::new(format!("{header}\r\n\r\n").into())).collect();
        let flags = FlagSet::new();
        let mut found: Vec<Candidate<'_>> = (1..)
            .zip(contents.iter().zip(messages))
            .map(|(number, (contents, (_, hour)))| Candidate {
                sequence: NonZeroU32::new(number).unwrap(),
                uid: Uid::new(number).unwrap(),
                modseq: 1,
                flags: &flags,
                recent: false,
                received_at: hour * 3600,
                contents,
            })
            .collect();
        sort(&criteria, &mut found);
        assert_eq!(found.iter().map(|it| it.sequence.get()).collect::<Vec<u32>>(), expected);
    }

    #[test]
    fn by_arrival_both_ways() {
        let messages = [("", 3), ("", 1), ("", 2), ("", 1)];
        check(&[(false, SortKey::Arrival)], &messages, &[2, 4, 3, 1]);
        check(&[(true, SortKey::Arrival)], &messages, &[1, 3, 2, 4]);
        check(&[], &messages, &[1, 2, 3, 4]);
    }

    #[test]
    fn by_the_date_of_the_header_in_any_zone() {
        let messages = [
            ("Date: Thu, 01 Jan 1970 05:00:00 +0000", 0),
            ("Date: Thu, 01 Jan 1970 05:30:00 +0100", 0),
            ("Date: nonsense", 4),
        ];
        check(&[(false, SortKey::Date)], &messages, &[3, 2, 1]);
    }

    #[test]
    fn by_subject_then_by_size() {
        let messages = [
            ("Subject: Re: =?utf-8?Q?=C3=89cole?=\r\nX: longer", 0),
            ("Subject: =?utf-8?Q?=C3=A9cole?=", 0),
            ("Subject: [list] eau", 0),
            ("X: none", 0),
        ];
        check(&[(false, SortKey::Subject), (false, SortKey::Size)], &messages, &[4, 3, 2, 1]);
        check(&[(false, SortKey::Subject), (true, SortKey::Size)], &messages, &[4, 3, 1, 2]);
    }

    #[test]
    fn by_people() {
        let messages = [
            ("From: Zoe <anne@example.org>\r\nCc: b@c", 0),
            ("From: =?utf-8?Q?=C3=89ric?= <Bernard@example.org>\r\nCc: A@c", 0),
            ("From: CHARLES@example.org", 0),
            ("X: nobody", 0),
        ];
        check(&[(false, SortKey::From)], &messages, &[4, 1, 2, 3]);
        check(&[(false, SortKey::DisplayFrom)], &messages, &[4, 3, 2, 1]);
        check(&[(false, SortKey::Cc)], &messages, &[3, 4, 2, 1]);
        check(&[(true, SortKey::To)], &messages, &[1, 2, 3, 4]);
    }
}
