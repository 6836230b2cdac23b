//! Sending a message on as it is, under the person's own name (RFC 5322, section 3.6.6).

use std::time::Duration;

use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::{self, OutgoingMessage};
use mailcore::message::resent::resent;
use mailcore::smtp::SubmissionEnvelope;

use super::Error;
use super::form::{DraftForm, FieldErrors};
use crate::desk::Desk;
use crate::fetch;
use crate::identities;
use crate::outbox::copy_to::CopyTo;
use crate::outbox::parcel::Parcel;
use crate::outbox::{self, Order, Outcome};

/// What became of it.
#[derive(Debug)]
pub enum Resending {
    /// The recipients have mistakes; nothing was tried.
    Mistakes(Box<FieldErrors>),
    /// The message is over the limit; nothing was tried.
    TooLarge,
    /// The outbox had it.
    Tried(Outcome),
}

/// Sends the message at `at` on to the recipients of `form`, of which the other fields do not
/// count. `order` tells one form from another: sending it again sends nothing and has the same
/// outcome. `now` is in seconds since 1970-01-01 UTC.
pub async fn send(
    desk: &Desk,
    at: &MessageRef,
    form: &DraftForm,
    order: &Order,
    now: i64,
    patience: Duration,
) -> Result<Resending, Error> {
    if let Some(outcome) = outbox::outcome_of(desk, order, patience).await {
        return Ok(Resending::Tried(outcome));
    }
    let identity = identities::chosen(desk, None).await?;
    let who = match form.message(identity.as_ref()) {
        Ok(message) => message,
        Err(mistakes) => return Ok(Resending::Mistakes(mistakes)),
    };
    let who =
        OutgoingMessage { message_id: outgoing::new_message_id(&who.from.address), sent_at: now, ..who };
    // One octet more tells a message that is over the limit.
    let original = desk.lease(Some(&at.mailbox)).await?.beginning(at, desk.message_limit + 1).await?;
    if original.len() as u64 > desk.message_limit {
        return Ok(Resending::TooLarge);
    }
    let parcel = fetch::off_thread(original.len(), move || pack(&who, &original)).await??;
    if parcel.wire.len() as u64 > desk.message_limit {
        return Ok(Resending::TooLarge);
    }
    Ok(Resending::Tried(outbox::send(desk, order, (parcel, None), now, patience).await?))
}

fn pack(who: &OutgoingMessage, original: &[u8]) -> Result<Parcel, outgoing::CannotWrite> {
    Ok(Parcel {
        envelope: SubmissionEnvelope::new(Some(who.from.address.clone()), who.recipients()),
        // Its own, not that of the original, whose copies must be let alone.
        message_id: who.message_id.clone(),
        wire: resent(who, original)?.into(),
        own_copy: None,
        origin: None,
        copy_to: CopyTo::Sent,
        replaces: None,
    })
}
