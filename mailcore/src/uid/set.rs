//! Many numbers of one mailbox, kept as ranges.

use super::{MessageNumber, Uid, UidValidity};

/// Numbers of one mailbox and epoch, each once, in order. 50,000 that follow one another take as much room
/// as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSet {
    uid_validity: UidValidity,
    /// First and last, both within.
    ranges: Vec<(u32, u32)>,
}

impl NumberSet {
    /// The numbers of these; `None` when there are none, or when they are of several epochs.
    pub fn new(numbers: impl IntoIterator<Item = MessageNumber>) -> Option<Self> {
        let mut numbers = numbers.into_iter();
        let first = numbers.next()?;
        let mut uids = vec![first.uid.get()];
        for number in numbers {
            if number.uid_validity != first.uid_validity {
                return None;
            }
            uids.push(number.uid.get());
        }
        Some(Self { uid_validity: first.uid_validity, ranges: ranges(uids) })
    }

    /// How many there are; never 0.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.ranges.iter().map(|(first, last)| usize::try_from(last - first).unwrap_or(0) + 1).sum()
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = MessageNumber> {
        let uids = self.ranges.iter().flat_map(|(first, last)| *first..=*last).filter_map(Uid::new);
        uids.map(|uid| MessageNumber { uid_validity: self.uid_validity, uid })
    }
}

/// Numbers as ranges, first and last of each, in order; in whatever order they come, doubles allowed.
pub fn ranges(mut numbers: Vec<u32>) -> Vec<(u32, u32)> {
    numbers.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if number <= last.saturating_add(1) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(texts: &[&str]) -> Option<NumberSet> {
        NumberSet::new(texts.iter().map(|it| it.parse().unwrap()))
    }

    #[test]
    fn numbers_come_back_in_order_each_once() {
        let set = set(&["7-9", "7-1", "7-2", "7-9", "7-3"]).unwrap();
        let numbers: Vec<String> = set.iter().map(|it| it.to_string()).collect();
        assert_eq!((set.len(), numbers.join(" ").as_str()), (4, "7-1 7-2 7-3 7-9"));
        assert_eq!(set.ranges, [(1, 3), (9, 9)]);
    }

    #[test]
    fn numbers_of_two_epochs_make_no_set() {
        assert_eq!(set(&[]), None);
        assert_eq!(set(&["7-1", "8-2"]), None);
    }
}
