//! What can be done about the colors of the open message in the dark theme.

use crate::web::urls;

/// Addresses of its document, for the frame.
#[derive(Debug)]
pub(in crate::web) struct Colors {
    pub(in crate::web) original_url: String,
    pub(in crate::web) adapted_url: String,
}

impl Colors {
    /// `document` is the address of the document as it is shown at first.
    pub(super) fn new(document: &str) -> Self {
        Self {
            original_url: urls::in_colors(document, "original"),
            adapted_url: urls::in_colors(document, "adapt"),
        }
    }
}
