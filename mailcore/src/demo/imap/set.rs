//! Sets of messages (RFC 9051, section 9, `sequence-set`): which places of a view they mean.

use imap_codec::imap_types::sequence::{SeqOrUid, Sequence, SequenceSet};

use super::answer::Answer;
use super::view::Row;

/// What the numbers of a set are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Sequence numbers.
    Sequence,
    /// UIDs.
    Uid,
}

impl Numbers {
    /// By the flag of a command that has both forms.
    pub(super) fn of(uid: bool) -> Self {
        if uid { Self::Uid } else { Self::Sequence }
    }
}

/// The places in the view that a set means, in order and each once. UIDs that are not there are passed
/// over; `None` when a sequence number is beyond the last message.
pub(super) fn places(set: &SequenceSet, numbers: Numbers, rows: &[Row]) -> Option<Vec<usize>> {
    let mut ranges = set.0.as_ref().iter().map(|it| range(it, numbers, rows)).collect::<Option<Vec<_>>>()?;
    ranges.sort_unstable();
    let mut places = Vec::new();
    let mut next = 0;
    for (begin, end) in ranges {
        places.extend(begin.max(next)..end);
        next = next.max(end);
    }
    Some(places)
}

/// The answer to a sequence number beyond the last message.
pub(super) fn beyond() -> Answer {
    Answer::bad("There are not so many messages")
}

/// Numbers as a set, ranges where they follow each other.
pub(super) fn text(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let written: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}:{last}") })
        .collect();
    written.join(",")
}

/// The places from the first to before the second.
fn range(sequence: &Sequence, numbers: Numbers, rows: &[Row]) -> Option<(usize, usize)> {
    let (one, other) = match sequence {
        Sequence::Single(it) => (it, it),
        Sequence::Range(one, other) => (one, other),
    };
    let greatest = match numbers {
        Numbers::Sequence => u32::try_from(rows.len()).ok()?,
        Numbers::Uid => rows.last().map_or(0, |it| it.uid.get()),
    };
    let number = |it: &SeqOrUid| match it {
        SeqOrUid::Value(number) => number.get(),
        SeqOrUid::Asterisk => greatest,
    };
    let (first, last) = (number(one).min(number(other)), number(one).max(number(other)));
    match numbers {
        Numbers::Sequence => {
            let fits = first > 0 && last <= greatest;
            fits.then(|| (first as usize - 1, last as usize))
        }
        Numbers::Uid => {
            let begin = rows.partition_point(|it| it.uid.get() < first);
            let end = rows.partition_point(|it| it.uid.get() <= last);
            Some((begin, end.max(begin)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uid::Uid;

    fn rows(uids: &[u32]) -> Vec<Row> {
        uids.iter().map(|it| Row::new(Uid::new(*it).unwrap())).collect()
    }

    #[track_caller]
    fn check(set: &str, numbers: Numbers, uids: &[u32], expected: Option<&[usize]>) {
        let set = SequenceSet::try_from(set).unwrap();
        assert_eq!(places(&set, numbers, &rows(uids)).as_deref(), expected, "{set:?}");
    }

    #[test]
    fn sequence_numbers_are_places_from_1() {
        let uids = [3, 5, 9, 10];
        check("1", Numbers::Sequence, &uids, Some(&[0]));
        check("4:2,1,3", Numbers::Sequence, &uids, Some(&[0, 1, 2, 3]));
        check("*", Numbers::Sequence, &uids, Some(&[3]));
        check("3:*", Numbers::Sequence, &uids, Some(&[2, 3]));
        check("5", Numbers::Sequence, &uids, None);
        check("1:5", Numbers::Sequence, &uids, None);
        check("*", Numbers::Sequence, &[], None);
    }

    #[test]
    fn numbers_that_follow_each_other_are_a_range() {
        assert_eq!(text([1, 2, 3, 5, 7, 8]), "1:3,5,7:8");
        assert_eq!(text([u32::MAX]), "4294967295");
        assert_eq!(text([]), "");
    }

    #[test]
    fn uids_that_are_not_there_are_passed_over() {
        let uids = [3, 5, 9, 10];
        check("1:4,6,9", Numbers::Uid, &uids, Some(&[0, 2]));
        check("11:*", Numbers::Uid, &uids, Some(&[3]));
        check("4294967295", Numbers::Uid, &uids, Some(&[]));
        check("1:*", Numbers::Uid, &[], Some(&[]));
    }
}
