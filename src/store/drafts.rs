//! Messages being written: what the form holds, apart from the copy in the Drafts mailbox.

use super::{AccountId, Error, Store};

/// A row. What a person wrote is in `content`, sealed by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// 128 random bits in hexadecimal: the `{draft}` of URLs.
    pub id: String,
    /// Whose it is.
    pub account: AccountId,
    /// Goes up by one with each save; a save that names an older one is refused.
    pub revision: i64,
    /// The sealed form.
    pub content: Vec<u8>,
    /// Last change, in seconds since 1970-01-01 UTC.
    pub changed_at: i64,
}

impl Store {
    /// Adds a new one.
    pub async fn add_draft(&self, _draft: &DraftRow) -> Result<(), Error> {
        todo!()
    }

    /// One of this account.
    pub async fn draft(&self, _account: AccountId, _id: &str) -> Result<Option<DraftRow>, Error> {
        todo!()
    }

    /// Replaces the content if the row still has revision `draft.revision - 1`; whether it did.
    pub async fn save_draft(&self, _draft: &DraftRow) -> Result<bool, Error> {
        todo!()
    }

    /// Removes it with its uploads.
    pub async fn remove_draft(&self, _account: AccountId, _id: &str) -> Result<(), Error> {
        todo!()
    }

    /// Removes drafts (with uploads) that nobody changed since `before`; how many. Their copy in the Drafts mailbox stays.
    pub async fn purge_drafts(&self, _before: i64) -> Result<u64, Error> {
        todo!()
    }
}
