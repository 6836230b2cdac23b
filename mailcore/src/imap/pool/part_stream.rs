//! A part that is too large to be held.

use bytes::Bytes;

use super::Lease;
use crate::imap::Error;
use crate::imap::command::Command;

/// The octets of a part on their way.
#[derive(Debug)]
pub struct PartStream {
    lease: Lease,
    size: u64,
}

impl PartStream {
    /// Sends a FETCH of one body section, in a mailbox that is selected.
    pub(in crate::imap) async fn start(mut lease: Lease, command: Command) -> Result<Self, Error> {
        let size = lease.connection.start_stream(command).await?;
        Ok(Self { lease, size })
    }

    /// How many octets come in all, if the server said.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The next piece, at most 128 KiB; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        self.lease.connection.next_piece().await
    }

    /// The lease, for what comes next. What is left of the stream is drained, or the connection
    /// closed, before anything else is asked over it.
    pub fn into_lease(self) -> Lease {
        self.lease
    }
}
