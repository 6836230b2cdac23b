//! Attachments that wait for their message.

use super::{AccountId, Error, Store};

/// What is known of an upload; its octets are read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// The draft it belongs to.
    pub draft: String,
    /// Its name, sealed by the caller.
    pub name: Vec<u8>,
    /// Its media type.
    pub media_type: String,
    /// Its size in octets.
    pub size: i64,
}

impl Store {
    /// Adds an upload to a draft of this account; `content` is sealed by the caller. Nothing happens (`false`) when the draft is not of this account.
    pub async fn add_upload(
        &self,
        _account: AccountId,
        _upload: &UploadRow,
        _content: &[u8],
    ) -> Result<bool, Error> {
        todo!()
    }

    /// The uploads of a draft, oldest first.
    pub async fn uploads(&self, _account: AccountId, _draft: &str) -> Result<Vec<UploadRow>, Error> {
        todo!()
    }

    /// The sealed content of one.
    pub async fn upload_content(
        &self,
        _account: AccountId,
        _draft: &str,
        _id: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        todo!()
    }

    /// Removes one.
    pub async fn remove_upload(&self, _account: AccountId, _draft: &str, _id: &str) -> Result<(), Error> {
        todo!()
    }
}
