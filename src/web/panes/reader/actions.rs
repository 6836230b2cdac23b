//! What can be done with the open message.

use crate::reading::Reading;
use crate::web::urls;

/// Addresses of what can be done.
#[derive(Debug)]
pub(in crate::web) struct Actions {
    pub(in crate::web) reply_url: String,
    pub(in crate::web) reply_all_url: String,
    pub(in crate::web) forward_url: String,
    /// Of a draft: where it is written on.
    pub(in crate::web) edit_url: Option<String>,
}

impl Actions {
    pub(super) fn new(reading: &Reading) -> Self {
        let at = &reading.message.at;
        Self {
            reply_url: urls::compose_from("reply", at),
            reply_all_url: urls::compose_from("reply_all", at),
            forward_url: urls::compose_from("forward", at),
            edit_url: reading.is_draft().then(|| urls::compose_from("draft", at)),
        }
    }
}
