//! Sets of sequence numbers or UIDs (RFC 9051, section 9, `sequence-set`).

use imap_codec::imap_types::sequence::{SeqOrUid, Sequence, SequenceSet};

/// A set that answers quickly, however many ranges it was written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// First and last of each range; sorted, and none touches another.
    ranges: Vec<(u32, u32)>,
}

impl Numbers {
    /// Reads a set; `largest` is what `*` stands for.
    pub(super) fn new(set: &SequenceSet, largest: u32) -> Self {
        let number = |it: &SeqOrUid| match it {
            SeqOrUid::Value(number) => number.get(),
            SeqOrUid::Asterisk => largest,
        };
        let mut written: Vec<(u32, u32)> = set
            .0
            .as_ref()
            .iter()
            .map(|it| match it {
                Sequence::Single(one) => (number(one), number(one)),
                Sequence::Range(one, other) => {
                    (number(one).min(number(other)), number(one).max(number(other)))
                }
            })
            .collect();
        written.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (first, last) in written {
            match ranges.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => ranges.push((first, last)),
            }
        }
        Self { ranges }
    }

    /// Whether a number is in it.
    pub(super) fn contains(&self, number: u32) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= number);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|(_, last)| number <= *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &str, largest: u32, expected: &[u32]) {
        let numbers = Numbers::new(&set.parse().unwrap(), largest);
        let found: Vec<u32> = (1..=20).filter(|it| numbers.contains(*it)).collect();
        assert_eq!(found, expected, "{set}");
    }

    #[test]
    fn ranges_run_both_ways_and_the_star_is_the_largest() {
        check("3", 9, &[3]);
        check("2:4,9,4:6", 9, &[2, 3, 4, 5, 6, 9]);
        check("4:2,1", 9, &[1, 2, 3, 4]);
        check("*", 9, &[9]);
        check("7:*", 9, &[7, 8, 9]);
        check("15:*", 9, &[9, 10, 11, 12, 13, 14, 15]);
        check("*:*", 0, &[]);
        check("4294967295", 9, &[]);
    }
}
