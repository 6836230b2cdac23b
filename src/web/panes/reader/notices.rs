//! What a person should know about the open message.

use crate::i18n::Text;
use crate::reading::{Body, Reading};

/// Sentences that stand above a message, the most serious first.
#[derive(Debug)]
pub(in crate::web) struct Notices {
    /// Plain sentences.
    pub(in crate::web) said: Vec<Text>,
    /// How many loads from other servers are blocked.
    pub(in crate::web) remote_blocked: usize,
}

impl Notices {
    pub(super) fn new(reading: &Reading) -> Self {
        let remote_blocked = match reading.body {
            Body::Html { blocked, .. } => blocked,
            Body::Text(_) | Body::Empty => 0,
        };
        Self { said: said(reading), remote_blocked }
    }

    /// Whether there is nothing to know.
    pub(in crate::web) fn is_empty(&self) -> bool {
        self.said.is_empty() && self.remote_blocked == 0
    }
}

fn said(reading: &Reading) -> Vec<Text> {
    let structure = &reading.message.opened.head.structure;
    let said = [
        (reading.cut, "message-cut"),
        (structure.cut, "message-parts-cut"),
        (reading.message.local.is_cut, "embedded-packed-cut"),
    ];
    said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| Text::new(key)).collect()
}
