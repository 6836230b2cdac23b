//! What never changes of a message.

use bytes::Bytes;

/// A message: its octets, and when it came. Copies in other mailboxes share it.
#[derive(Debug)]
pub(in crate::demo) struct Message {
    octets: Bytes,
    received_at: i64,
}

impl Message {
    /// A message (RFC 5322) that came at `received_at`, in seconds since 1970-01-01 UTC.
    pub(in crate::demo) fn new(octets: Bytes, received_at: i64) -> Self {
        Self { octets, received_at }
    }

    /// The whole of it.
    pub(in crate::demo) fn octets(&self) -> &Bytes {
        &self.octets
    }

    /// RFC822.SIZE.
    pub(in crate::demo) fn size(&self) -> u32 {
        u32::try_from(self.octets.len()).unwrap_or(u32::MAX)
    }

    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub(in crate::demo) fn received_at(&self) -> i64 {
        self.received_at
    }
}
