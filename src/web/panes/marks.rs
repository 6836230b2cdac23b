//! How a message is marked: read, flagged, labels.

use mailcore::flag::{Flag, FlagSet};

/// The keywords that Thunderbird and programs after it know as labels, with their names.
pub(super) const LABELS: [(&str, &str); 5] = [
    ("$label1", "mark-label-important"),
    ("$label2", "mark-label-work"),
    ("$label3", "mark-label-personal"),
    ("$label4", "mark-label-to-do"),
    ("$label5", "mark-label-later"),
];

/// The marks of a message that people set.
#[derive(Debug)]
pub(in crate::web) struct Marks {
    pub(in crate::web) seen: bool,
    pub(in crate::web) flagged: bool,
    pub(in crate::web) labels: Vec<Label>,
}

/// A label, whether the message has it or not.
#[derive(Debug)]
pub(in crate::web) struct Label {
    /// The keyword on the server.
    pub(in crate::web) keyword: &'static str,
    /// The key of its name.
    pub(in crate::web) name: &'static str,
    pub(in crate::web) is_set: bool,
}

impl Marks {
    /// Those of a message with these flags; whether it is read may have changed since.
    pub(in crate::web) fn new(flags: &FlagSet, seen: bool) -> Self {
        let is_set = |keyword: &str| Flag::parse(keyword).is_some_and(|it| flags.contains(&it));
        let label = |(keyword, name)| Label { keyword, name, is_set: is_set(keyword) };
        Self { seen, flagged: flags.contains(&Flag::Flagged), labels: LABELS.map(label).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_those_of_the_message() {
        let flags: FlagSet = ["$label2", r"\Flagged"].into_iter().filter_map(Flag::parse).collect();
        let marks = Marks::new(&flags, true);
        let set: Vec<&str> = marks.labels.iter().filter(|it| it.is_set).map(|it| it.keyword).collect();
        assert_eq!((set, marks.flagged, marks.seen), (vec!["$label2"], true, true));
    }
}
