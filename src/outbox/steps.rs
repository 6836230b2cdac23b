//! What follows once the server has taken a message. Each step may find that it was done already:
//! after a crash they run again.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::{MailboxName, MessageRef, SpecialUse};
use mailcore::message::invitation::Answer;

use super::origin::{Origin, Taken};
use super::parcel::Parcel;
use super::{Error, Filed};
use crate::desk::{self, Desk};

/// Files the copy, marks the original, removes the draft, and then the row. Where the copy could
/// not be filed for a reason that may pass, the row stays for the next try.
pub(super) async fn finish(desk: &Desk, draft: &str, row: i64, parcel: &Parcel) -> Result<Filed, Error> {
    let filed = match file_copy(desk, parcel).await {
        Ok(()) => Filed::Yes,
        Err(imap::Error::OverQuota) => Filed::Full,
        Err(error) => {
            log(&error, "a copy could not be filed");
            return Ok(Filed::Later);
        }
    };
    if let Some(origin) = &parcel.origin {
        mark_origin(desk, origin).await.unwrap_or_else(|error| log(&error, "an original was not marked"));
    }
    remove_drafts(desk, parcel).await.unwrap_or_else(|error| log(&error, "a draft was not removed"));
    desk.store.remove_draft(desk.account, draft).await?;
    desk.store.outbox_remove(row).await?;
    Ok(filed)
}

fn log(error: &imap::Error, what: &'static str) {
    tracing::warn!(error = error as &dyn std::error::Error, "{what}");
}

async fn file_copy(desk: &Desk, parcel: &Parcel) -> Result<(), imap::Error> {
    match try_to_file_copy(desk, parcel).await {
        Err(imap::Error::Connection(_)) => try_to_file_copy(desk, parcel).await,
        done => done,
    }
}

async fn try_to_file_copy(desk: &Desk, parcel: &Parcel) -> Result<(), imap::Error> {
    let mut lease = desk.lease(None).await?;
    let Some(sent) = parcel.copy_to.mailbox(&lease.mailboxes().await?) else {
        return Ok(());
    };
    if !find(&mut lease, &sent, &parcel.message_id).await?.is_empty() {
        return Ok(());
    }
    lease.append(&sent, &FlagSet::from([Flag::Seen]), parcel.copy(), true).await?;
    Ok(())
}

/// Marks what was answered or forwarded, where it lies now if its number is void.
async fn mark_origin(desk: &Desk, origin: &Origin) -> Result<(), imap::Error> {
    let (flags, others) = marks(origin.taken);
    let mailbox = &origin.message.mailbox;
    let mut lease = desk.lease(Some(mailbox)).await?;
    let marked = lease.flag(mailbox, &[origin.message.number], &flags, &others).await;
    match (marked, &origin.message_id) {
        (Err(imap::Error::Gone), Some(id)) => {
            let numbers = lease.find_message_id(mailbox, id).await?;
            if numbers.is_empty() {
                return Ok(());
            }
            lease.flag(mailbox, &numbers, &flags, &others).await
        }
        (marked, _) => marked,
    }
}

/// The flags that an original gets, and those that it loses: who answers an invitation again takes back
/// what they said before.
fn marks(taken: Taken) -> (FlagSet, FlagSet) {
    let flag = match taken {
        Taken::Reply => Flag::Answered,
        Taken::Forward => Flag::Forwarded,
        Taken::Invitation(answer) => {
            let others = Answer::ALL.into_iter().filter(|it| *it != answer);
            return (FlagSet::from([answer.flag()]), others.map(Answer::flag).collect());
        }
    };
    (FlagSet::from([flag]), FlagSet::new())
}

/// Removes every copy of the draft from the Drafts mailbox.
async fn remove_drafts(desk: &Desk, parcel: &Parcel) -> Result<(), imap::Error> {
    let mut lease = desk.lease(None).await?;
    let Some(drafts) = desk::mailbox_for(SpecialUse::Drafts, &lease.mailboxes().await?) else {
        return Ok(());
    };
    let copies = find(&mut lease, &drafts, &parcel.message_id).await?;
    let copies = copies.into_iter().chain(parcel.replaces.clone());
    for message in copies {
        match lease.remove(&message).await {
            Ok(()) | Err(imap::Error::Gone) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The messages of a mailbox with this Message-ID; none when the mailbox is not there yet.
async fn find(
    lease: &mut Lease,
    mailbox: &MailboxName,
    message_id: &str,
) -> Result<Vec<MessageRef>, imap::Error> {
    match lease.find_message_id(mailbox, message_id).await {
        Ok(numbers) => {
            Ok(numbers.into_iter().map(|number| MessageRef { mailbox: mailbox.clone(), number }).collect())
        }
        Err(imap::Error::Gone) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
