//! Orders messages here, for servers without SORT.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::response::fetch::{Row, Rows};
use crate::address::FoundAddress;
use crate::message::reply::subject;
use crate::order::{By, Order};
use crate::uid::Uid;

/// The most messages that are ordered here: their envelopes are about 1 MB to read.
pub(super) const MOST_ORDERED_HERE: usize = 2_000;

/// What must be fetched of a message to know its place.
pub(super) fn items(by: By) -> &'static str {
    match by {
        By::Size => "(UID RFC822.SIZE)",
        _ => "(UID INTERNALDATE ENVELOPE)",
    }
}

/// What is compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(u64),
    Time(i64),
    Text(String),
}

/// Orders UIDs, which stand with the newest first, by what was read of them. What was not read of any
/// more is gone.
pub(super) fn order(newest_first: &[Uid], rows: Rows, order: Order) -> Vec<Uid> {
    let mut keys: BTreeMap<Uid, Key> =
        rows.into_rows().filter_map(|row| Some((row.uid?, key(order.by, &row)))).collect();
    let mut found: Vec<(Key, Uid)> =
        newest_first.iter().filter_map(|uid| Some((keys.remove(uid)?, *uid))).collect();
    let direction = |it: Ordering| if order.descending { it.reverse() } else { it };
    found.sort_by(|(one, _), (other, _)| direction(one.cmp(other)));
    found.into_iter().map(|(_, uid)| uid).collect()
}

fn key(by: By, row: &Row) -> Key {
    let written = row.written.as_ref();
    let person = |people: &[FoundAddress]| {
        Key::Text(people.first().map(FoundAddress::label).unwrap_or_default().to_lowercase())
    };
    match by {
        By::Size => Key::Number(row.size.unwrap_or_default()),
        By::From => person(written.map(|it| it.from.as_slice()).unwrap_or_default()),
        By::To => person(written.map(|it| it.to.as_slice()).unwrap_or_default()),
        By::Subject => {
            Key::Text(written.map(|it| subject::strip(&it.subject).to_lowercase()).unwrap_or_default())
        }
        By::Date | By::Arrival | By::Flagged | By::Attachment => {
            Key::Time(written.and_then(|it| it.sent_at).or(row.received_at).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::response::tests::response;
    use super::*;

    #[track_caller]
    fn check(by: By, descending: bool, expected: &[u32]) {
        let mut rows = Rows::new(None);
        let envelope = |number: u32, date: &str, subject: &str, name: &str, size: u32| {
            response(&format!(
                "{number} FETCH (UID {number} RFC822.SIZE {size} INTERNALDATE \"01-Jan-2026 10:00:00 +0000\" \
                 ENVELOPE ({date} \"{subject}\" ((\"{name}\" NIL \"a\" \"b.c\")) NIL NIL NIL NIL NIL NIL NIL))"
            ))
        };
        rows.absorb(&[
            envelope(1, "\"Thu, 01 Jan 2026 12:00:00 +0000\"", "Re: Devis", "Zoé", 5),
            envelope(2, "NIL", "Achat", "albert", 9),
            envelope(3, "\"Thu, 01 Jan 2026 09:00:00 +0000\"", "devis", "Berthe", 5),
        ]);
        let newest_first: Vec<Uid> = [4, 3, 2, 1].map(|it| Uid::new(it).unwrap()).into();
        let ordered = order(&newest_first, rows, Order { by, descending });
        assert_eq!(ordered.into_iter().map(Uid::get).collect::<Vec<_>>(), expected, "{by:?}");
    }

    #[test]
    fn messages_are_ordered_and_of_two_alike_the_newer_comes_first() {
        check(By::Subject, false, &[2, 3, 1]);
        check(By::Subject, true, &[3, 1, 2]);
        check(By::From, false, &[2, 3, 1]);
        check(By::Size, true, &[2, 3, 1]);
        check(By::Size, false, &[3, 1, 2]);
        check(By::Date, true, &[1, 2, 3]);
    }
}
