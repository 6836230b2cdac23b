//! SEARCH and ESEARCH (RFC 9051, section 7.3.4; RFC 4731).

use super::{Kind, Value, kind, values};
use crate::imap::connection::Data;
use crate::uid::Uid;

/// The most numbers that are taken from one answer.
const MOST_FOUND: usize = 100_000;

/// The UIDs that a UID SEARCH found, each once, in order.
pub(in crate::imap) fn uids(data: &[Data]) -> Vec<Uid> {
    let mut found: Vec<u32> = Vec::new();
    for response in data {
        let values = values_of(response);
        match kind(response) {
            Kind::Search => {
                let numbers = values.iter().skip(1).filter_map(Value::number);
                found.extend(numbers.filter_map(|it| u32::try_from(it).ok()));
            }
            Kind::Esearch => {
                let name =
                    |it: &Value<'_>| matches!(it, Value::Atom(word) if word.eq_ignore_ascii_case(b"ALL"));
                let set = values.iter().position(name).and_then(|at| values.get(at + 1));
                set.and_then(Value::octets).into_iter().for_each(|set| add(&mut found, set));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(Uid::new).collect()
}

/// Only what is asked for is read.
fn values_of(response: &Data) -> Vec<Value<'_>> {
    match kind(response) {
        Kind::Search | Kind::Esearch => values(response),
        _ => Vec::new(),
    }
}

/// The numbers of a set, in the order in which they stand there: `1,3:5`.
pub(in crate::imap) fn set(text: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    add(&mut found, text);
    found
}

/// Adds a set of numbers.
fn add(found: &mut Vec<u32>, set: &[u8]) {
    let number = |text: &[u8]| str::from_utf8(text).ok().and_then(|it| it.parse::<u32>().ok());
    for range in set.split(|octet| *octet == b',') {
        let mut ends = range.split(|octet| *octet == b':').map(number);
        let (Some(Some(first)), last) = (ends.next(), ends.next()) else { continue };
        let last = last.flatten().unwrap_or(first);
        let room = MOST_FOUND.saturating_sub(found.len());
        found.extend((first.min(last)..=first.max(last)).take(room));
    }
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
