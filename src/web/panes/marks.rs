//! How a message is marked: read, flagged, labels.

use mailcore::flag::{Flag, FlagSet};

use crate::web::labels::{self, Label};
use crate::web::session::Visitor;

/// The marks of a message that people set.
#[derive(Debug)]
pub(in crate::web) struct Marks {
    pub(in crate::web) seen: bool,
    pub(in crate::web) flagged: bool,
    /// The labels of the person, each with whether the message has it.
    pub(in crate::web) labels: Vec<(Label, bool)>,
}

impl Marks {
    /// Those of a message with these flags; whether it is read may have changed since.
    pub(in crate::web) fn new(visitor: &Visitor, flags: &FlagSet, seen: bool) -> Self {
        let labels = labels::all(&visitor.preferences, visitor.locale).into_iter().map(|it| {
            let is_set = flags.contains(&it.keyword);
            (it, is_set)
        });
        Self { seen, flagged: flags.contains(&Flag::Flagged), labels: labels.collect() }
    }

    /// The labels that the message has.
    pub(in crate::web) fn set(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter().filter(|(_, is_set)| *is_set).map(|(it, _)| it)
    }
}
