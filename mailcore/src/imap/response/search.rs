//! SEARCH and ESEARCH (RFC 9051, section 7.3.4; RFC 4731).

use super::{Kind, Value, digits, kind, values};
use crate::imap::connection::{Data, Piece};
use crate::uid::Uid;

/// The most numbers that are taken from one answer: four octets each are kept of them.
pub(super) const MOST_FOUND: usize = 2_000_000;

/// The UIDs that a UID SEARCH found, each once, in order.
pub(in crate::imap) fn uids(data: &[Data]) -> Vec<Uid> {
    let mut found: Vec<u32> = Vec::new();
    for response in data {
        match kind(response) {
            Kind::Search => {
                let room = MOST_FOUND.saturating_sub(found.len());
                found.extend(numbers(response).take(room));
            }
            Kind::Esearch => {
                let values = values(response);
                let set = after(&values, b"ALL").and_then(Value::octets);
                set.into_iter().for_each(|set| add(&mut found, set));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(Uid::new).collect()
}

/// The numbers that follow the first word of a response, up to what stands in parentheses (the MODSEQ
/// of RFC 7162, section 3.1.5). There may be 100,000 of them: they are read as they stand, without a
/// value for each.
pub(super) fn numbers(response: &Data) -> impl Iterator<Item = u32> {
    let numbers = line(response).split(|octet| *octet == b'(').next().unwrap_or_default();
    numbers.split(|octet| *octet == b' ').filter_map(number)
}

/// The text of a response that has no literals, after its first word.
pub(super) fn line(response: &Data) -> &[u8] {
    let Some(Piece::Text(text)) = response.first() else { return &[] };
    let at = text.iter().position(|octet| *octet == b' ').unwrap_or(text.len());
    text.get(at..).unwrap_or_default()
}

/// Reads a number of a message.
pub(super) fn number(text: &[u8]) -> Option<u32> {
    digits(text).and_then(|it| u32::try_from(it).ok())
}

/// The numbers of a set, in the order in which they stand there: `1,3:5`.
pub(in crate::imap) fn set(text: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    add(&mut found, text);
    found
}

/// Adds a set of numbers.
fn add(found: &mut Vec<u32>, set: &[u8]) {
    for (first, last) in ranges(set) {
        let room = MOST_FOUND.saturating_sub(found.len());
        found.extend((first.min(last)..=first.max(last)).take(room));
    }
}

/// The ends of the ranges of a set, as they stand there: `1,5:3`.
pub(super) fn ranges(set: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    set.split(|octet| *octet == b',').filter_map(|range| {
        let mut ends = range.split(|octet| *octet == b':').map(number);
        let first = ends.next().flatten()?;
        Some((first, ends.next().flatten().unwrap_or(first)))
    })
}

/// What follows a word of an ESEARCH.
pub(super) fn after<'v, 'a>(values: &'v [Value<'a>], name: &[u8]) -> Option<&'v Value<'a>> {
    let is = |it: &Value<'_>| matches!(it, Value::Atom(word) if word.eq_ignore_ascii_case(name));
    values.get(values.iter().position(is)? + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[u32]) {
        let found: Vec<u32> = uids(&[response(text)]).into_iter().map(Uid::get).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_from_either_form() {
        check("SEARCH", &[]);
        check("SEARCH ", &[]);
        check("SEARCH 5 2", &[2, 5]);
        check("SEARCH 2 5 (MODSEQ 917162500)", &[2, 5]);
        check("SEARCH 0 99999999999", &[]);
        check(r#"ESEARCH (TAG "A1") UID ALL 1:3,7"#, &[1, 2, 3, 7]);
        check(r#"ESEARCH (TAG "A1") UID COUNT 5 ALL 3:1"#, &[1, 2, 3]);
        check(r#"ESEARCH (TAG "A1") UID"#, &[]);
        check("EXISTS 3", &[]);
    }

    #[test]
    fn a_range_without_end_is_cut() {
        assert_eq!(uids(&[response("ESEARCH UID ALL 1:4294967295")]).len(), MOST_FOUND);
    }
}
