//! The folders that stand beside what is read.

use mailcore::mailbox::Mailboxes;

use crate::desk::Desk;

/// All folders with their counts, for a page that can do without: none when the server is away.
pub async fn folders(desk: &Desk) -> Mailboxes {
    let folders = async { desk.lease(None).await?.mailboxes().await };
    folders.await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "folders could not be listed");
        Mailboxes::default()
    })
}
