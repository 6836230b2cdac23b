//! Writing: what was typed is kept, made into a message, sent.
//!
//! A message being written is a row ([`draft`]) with its uploads ([`attachment`]) and, from the
//! first save on, a copy in the Drafts mailbox ([`filing`]). [`answer`] and [`resume`] say what it
//! begins with.

use std::time::Duration;

use mailcore::address::{Address, NamedAddress};
use mailcore::message::outgoing::{Bcc, CannotWrite, OutgoingMessage};
use mailcore::smtp::SubmissionEnvelope;

use crate::desk::Desk;
use crate::fetch;
use crate::outbox::parcel::Parcel;
use crate::outbox::{self, Outcome};
use crate::store;

pub mod answer;
pub mod attachment;
pub mod draft;
pub mod filing;
pub mod form;
pub mod resume;

use draft::Draft;
use form::FieldErrors;

/// Why a step of writing failed for a reason that the person cannot mend in the form.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error("the draft cannot be kept")]
    Store(#[from] store::Error),
    /// The outbox.
    #[error(transparent)]
    Outbox(#[from] outbox::Error),
    /// The mail server.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The row cannot be opened with this server's key.
    #[error("the draft cannot be opened")]
    Sealed(#[from] crate::secret::CannotOpen),
    /// The row is not what we write.
    #[error("the draft cannot be read")]
    Content(#[from] serde_json::Error),
    /// The message has no octets.
    #[error(transparent)]
    Write(#[from] CannotWrite),
    /// There is no draft of this name here.
    #[error("there is no such draft")]
    Missing,
}

impl From<mailcore::imap::Error> for Error {
    fn from(error: mailcore::imap::Error) -> Self {
        Self::Fetch(error.into())
    }
}

/// What became of a message that was to be sent.
#[derive(Debug)]
pub enum Sending {
    /// The form has mistakes; nothing was tried.
    Mistakes(Box<FieldErrors>),
    /// The outbox had it.
    Tried(Outcome),
}

/// The address that the person writes from: their login, where that is an address.
pub fn own_address(desk: &Desk) -> Option<Address> {
    desk.credentials.login().parse().ok()
}

/// Sends a draft as it is kept; waits for the outcome at most for `patience`. `now` is the date of
/// the message, in seconds since 1970-01-01 UTC.
pub async fn send(desk: &Desk, draft: &Draft, now: i64, patience: Duration) -> Result<Sending, Error> {
    let message = match draft.content.form.message(own_address(desk).as_ref()) {
        Ok(message) => message,
        Err(mistakes) => return Ok(Sending::Mistakes(mistakes)),
    };
    let files = attachment::all(desk, &draft.id).await?;
    let message = OutgoingMessage { files, ..draft.content.complete(message, now) };
    let parcel = fetch::off_thread(usize::MAX, {
        let draft = draft.clone();
        move || pack(&message, &draft)
    });
    let parcel = parcel.await??;
    if parcel.wire.len() as u64 > desk.message_limit {
        return Ok(Sending::Mistakes(Box::new(FieldErrors::too_large())));
    }
    Ok(Sending::Tried(outbox::send(desk, &draft.id, parcel, now, patience).await?))
}

fn pack(message: &OutgoingMessage, draft: &Draft) -> Result<Parcel, CannotWrite> {
    let own_copy = match message.bcc.is_empty() {
        true => None,
        false => Some(message.to_octets(Bcc::Kept)?),
    };
    Ok(Parcel {
        envelope: SubmissionEnvelope {
            return_path: message.from.address.clone(),
            recipients: message.recipients(),
        },
        message_id: message.message_id.clone(),
        wire: message.to_octets(Bcc::Hidden)?,
        own_copy,
        origin: draft.content.origin.clone(),
        replaces: draft.content.replaces(),
    })
}

/// The person as the sender of a message.
fn sender(address: &Address) -> NamedAddress {
    NamedAddress { name: None, address: address.clone() }
}
