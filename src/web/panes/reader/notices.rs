//! What a person should know about the open message.

use super::images::ImagesNotice;
use crate::i18n::Text;
use crate::reading::Reading;

/// Sentences that stand above a message, the most serious first.
#[derive(Debug)]
pub(in crate::web) struct Notices {
    /// Plain sentences.
    pub(in crate::web) said: Vec<Text>,
    /// Of images of other servers.
    pub(in crate::web) images: Option<ImagesNotice>,
}

impl Notices {
    /// Those of a message.
    pub(super) fn new(reading: &Reading) -> Self {
        Self { said: said(reading), images: ImagesNotice::new(reading) }
    }

    /// Whether there is nothing to know.
    pub(in crate::web) fn is_empty(&self) -> bool {
        self.said.is_empty() && self.images.is_none()
    }
}

fn said(reading: &Reading) -> Vec<Text> {
    let message = &reading.message;
    let said = [
        (reading.cut, "message-cut"),
        (message.headers.cut, "message-header-cut"),
        (message.opened.head.structure.cut, "message-parts-cut"),
        (message.local.is_cut, "embedded-packed-cut"),
    ];
    said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| Text::new(key)).collect()
}
