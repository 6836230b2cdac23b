//! The mailboxes as they were before a message could be sent, asked for while it is handed over.

use std::borrow::Cow;

use mailcore::imap;
use mailcore::mailbox::{MailboxName, Mailboxes};
use mailcore::uid::Uid;
use tokio::task::JoinHandle;

use crate::desk::Desk;

/// Mailboxes that are being asked for. Dropped, they are asked for no more.
#[derive(Debug)]
pub(super) struct Surroundings(JoinHandle<Result<Mailboxes, imap::Error>>);

/// What is known of them.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// They themselves.
    pub mailboxes: Mailboxes,
    /// Nothing of the message was on the server when they were asked for: what is looked for came since.
    is_from_before: bool,
}

impl Surroundings {
    /// Asks for them, beside what else is done.
    pub(super) fn ask(desk: &Desk) -> Self {
        let desk = desk.clone();
        Self(tokio::spawn(async move { desk.lease(None).await?.mailboxes().await }))
    }

    /// Whether they were told by now.
    pub(super) fn are_known(&self) -> bool {
        self.0.is_finished()
    }

    /// What was found; `None` when they were not told: whoever needs them asks anew. Whether nothing of the message can
    /// have been on the server by then, says the caller.
    pub(super) async fn known(mut self, is_from_before: bool) -> Option<Known> {
        let mailboxes = (&mut self.0).await.ok()?.ok()?;
        Some(Known { mailboxes, is_from_before })
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Known {
    /// What is known, or asked for now, when the message may lie in them already.
    pub(super) async fn or_ask<'a>(
        known: Option<&'a Self>,
        desk: &Desk,
    ) -> Result<Cow<'a, Self>, imap::Error> {
        if let Some(known) = known {
            return Ok(Cow::Borrowed(known));
        }
        let mailboxes = desk.lease(None).await?.mailboxes().await?;
        Ok(Cow::Owned(Self { mailboxes, is_from_before: false }))
    }

    /// The number from which on the message can be in a mailbox; `None` where it can be anywhere.
    pub(super) fn next_in(&self, mailbox: &MailboxName) -> Option<Uid> {
        self.mailboxes.named(mailbox).filter(|_| self.is_from_before)?.status.as_ref()?.uid_next
    }
}
