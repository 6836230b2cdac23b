//! The copy of a draft in the Drafts mailbox: appended first, then older copies are removed, so that
//! there is one at any time.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::{MessageRef, SpecialUse};
use mailcore::message::outgoing::{Bcc, OutgoingFile, OutgoingMessage};

use super::draft::Draft;
use super::form::DraftForm;
use super::{Error, attachment, groups, html, options};
use crate::desk::{self, Desk};
use crate::fetch;
use crate::identities;
use crate::outbox::{self, origin};

/// The header field that says what a draft answers or forwards.
pub const ORIGIN_FIELD: &str = "X-Facteur-Draft";

/// Puts the draft into the Drafts mailbox in place of the copy before it. Works on when the future
/// is dropped. `false` when the server did not take it: the row has it all the same.
pub async fn file(desk: &Desk, draft: &Draft) -> bool {
    let (desk, draft) = (desk.clone(), draft.clone());
    let done = tokio::spawn(async move {
        match replace(&desk, &draft).await {
            Ok(()) => true,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(account.id = desk.account.0, error, "a draft is not on the mail server");
                false
            }
        }
    });
    done.await.unwrap_or(false)
}

/// Removes every copy of the draft from the server and then the draft here. Works on when the
/// future is dropped.
pub async fn discard(desk: &Desk, draft: &Draft, now: i64) -> Result<(), Error> {
    outbox::forget(desk, &draft.id, now).await?;
    let (desk, draft) = (desk.clone(), draft.clone());
    let done = tokio::spawn(async move {
        if let Err(error) = remove_copies(&desk, &draft).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(account.id = desk.account.0, error, "a draft stays on the mail server");
        }
        desk.store.remove_draft(desk.account, &draft.id).await
    });
    Ok(done.await.map_err(fetch::Error::from)??)
}

async fn replace(desk: &Desk, draft: &Draft) -> Result<(), Error> {
    let Some(identity) = identities::chosen(desk, draft.content.form.identity).await? else { return Ok(()) };
    // The header holds no names of groups: who takes the draft up from there finds their members.
    let form = groups::expanded(desk, draft.content.form.clone()).await?;
    let mut message = draft.content.complete(desk, form.unfinished(&identity), draft.changed_at);
    let files = attachment::all(desk, &draft.id, &[]).await?;
    if let Some(origin) = &draft.content.origin {
        message.extra.push((ORIGIN_FIELD.to_owned(), origin.to_string()));
    }
    let options = &draft.content.form.options;
    if !options.is_usual() {
        message.extra.push((options::FIELD.to_owned(), options.to_string()));
    }
    let octets = octets(message, draft.content.form.clone(), files).await?;
    let mut lease = desk.lease(None).await?;
    let Some(drafts) = desk::mailbox_for(SpecialUse::Drafts, &lease.mailboxes().await?) else {
        return Ok(());
    };
    let flags = FlagSet::from([Flag::Draft, Flag::Seen]);
    let number = lease.append(&drafts, &flags, octets.into(), true).await?;
    let numbers = lease.find_message_id(&drafts, &draft.content.message_id).await?;
    // Where the server did not tell the number of the newest one, it is the highest.
    let newest = number.or_else(|| numbers.iter().max_by_key(|it| it.uid).copied());
    let Some(newest) = newest else { return Ok(()) };
    let place = origin::write_place(&MessageRef { mailbox: drafts.clone(), number: newest });
    desk.store.draft_is_filed(desk.account, &draft.id, &place).await?;
    let older = numbers.into_iter().filter(|it| it.uid < newest.uid);
    let older = older.map(|number| MessageRef { mailbox: drafts.clone(), number });
    // A draft of another program may have another Message-ID, or none.
    let replaced = draft.content.replaces().filter(|it| it.number != newest);
    remove_all(&mut lease, older.chain(replaced)).await
}

async fn octets(
    message: OutgoingMessage,
    form: DraftForm,
    files: Vec<(String, OutgoingFile)>,
) -> Result<Vec<u8>, Error> {
    let size = files.iter().map(|(_, it)| it.octets.len()).sum::<usize>() + form.html_size();
    let written = move || html::filled(message, &form, files).to_octets(Bcc::Kept);
    Ok(fetch::off_thread(size, written).await??)
}

async fn remove_copies(desk: &Desk, draft: &Draft) -> Result<(), Error> {
    let mut lease = desk.lease(None).await?;
    let Some(drafts) = desk::mailbox_for(SpecialUse::Drafts, &lease.mailboxes().await?) else {
        return Ok(());
    };
    let numbers = match lease.find_message_id(&drafts, &draft.content.message_id).await {
        Err(imap::Error::Gone) => Vec::new(),
        numbers => numbers?,
    };
    let copies = numbers.into_iter().map(|number| MessageRef { mailbox: drafts.clone(), number });
    remove_all(&mut lease, copies.chain(draft.content.replaces())).await
}

async fn remove_all(lease: &mut Lease, messages: impl Iterator<Item = MessageRef>) -> Result<(), Error> {
    for message in messages.collect::<Vec<_>>() {
        match lease.remove(&message).await {
            Ok(()) | Err(imap::Error::Gone) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
