//! A message and what is in it.

use mailcore::mailbox::MessageRef;
use mailcore::message::place::Place;

use super::desk;
use super::error::AppError;
use crate::fetch;

pub(super) mod body;
pub(super) mod bundle;
pub(super) mod cards;
pub(super) mod conversation;
pub(super) mod embedded;
pub(super) mod filter;
pub(super) mod headers;
pub(super) mod images;
pub(super) mod invitation;
pub(super) mod moving;
pub(super) mod part;
pub(super) mod preview;
pub(super) mod print;
pub(super) mod read;
pub(super) mod receipt;
pub(super) mod remote_image;
pub(super) mod resend;
pub(super) mod source;
pub(super) mod thumbnail;
pub(super) mod unsubscribe;

/// A message, or the one inside of it that is named by its part.
fn place_at(message: MessageRef, inside: Option<&str>) -> Result<Place, AppError> {
    let inside = inside.map(|it| it.parse().map_err(|_| AppError::NotFound)).transpose()?;
    Ok(Place { message, inside })
}

/// A message that is gone has a page with a way back to its mailbox.
fn or_gone(error: impl Into<fetch::Error>, at: &MessageRef) -> AppError {
    desk::or_gone(error, &at.mailbox)
}
