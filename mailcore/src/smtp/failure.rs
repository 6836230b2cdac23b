//! What a failure at each step means for the person who sends.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error as LettreError;
use lettre::transport::smtp::response::Response;
use tokio::time::error::Elapsed;

use super::{Error, RefusedRecipient};
use crate::address::Address;

/// The longest text of a server that is kept, in characters.
const MOST_TEXT: usize = 300;

/// What `lettre` gives for a command.
pub(super) type Answer = Result<Response, LettreError>;

pub(super) fn too_slow(_: Elapsed) -> Error {
    Error::Unreachable(io::Error::from(io::ErrorKind::TimedOut).into())
}

pub(super) fn of_connection(error: LettreError) -> Error {
    if is_about_certificate(&error) { Error::Certificate(error.into()) } else { of_step(error) }
}

pub(super) fn of_login(error: LettreError) -> Error {
    match code(&error) {
        Some(500..) => Error::Credentials,
        _ => of_step(error),
    }
}

/// Of a command before the message: nothing has been taken yet.
pub(super) fn of_step(error: LettreError) -> Error {
    match code(&error) {
        // RFC 4954, section 6.
        Some(530 | 534 | 535 | 538) => Error::Credentials,
        Some(code @ 500..) => Error::Refused(code, text(&error)),
        Some(code) => Error::NotNow(code, text(&error)),
        None => Error::Unreachable(error.into()),
    }
}

/// Of one recipient: that one is refused, unless the server closes the connection (421).
pub(super) fn of_recipient(address: &Address, error: LettreError) -> Result<RefusedRecipient, Error> {
    match code(&error) {
        None | Some(421) => Err(of_step(error)),
        Some(code) => Ok(RefusedRecipient { address: address.clone(), code, text: text(&error) }),
    }
}

/// Every recipient was refused. If it is for now only, so is the message.
pub(super) fn all_refused(refused: Vec<RefusedRecipient>) -> Error {
    match refused.first() {
        Some(first) if refused.iter().all(|it| it.code < 500) => {
            Error::NotNow(first.code, first.text.clone())
        }
        _ => Error::Recipients(refused),
    }
}

/// Of the message itself. Once the server has all of it, only its answer tells what it did with it.
pub(super) fn of_message(error: LettreError, all_handed_over: bool) -> Error {
    match code(&error) {
        None if all_handed_over => Error::Unknown(error.into()),
        _ => of_step(error),
    }
}

fn code(error: &LettreError) -> Option<u16> {
    error.status().map(u16::from)
}

/// The server's words on one line.
fn text(error: &LettreError) -> String {
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let line = words.split(|c: char| c.is_control() || c.is_whitespace()).filter(|it| !it.is_empty());
    line.collect::<Vec<_>>().join(" ").chars().take(MOST_TEXT).collect()
}

/// Looks for rustls' reason, which is wrapped more than once.
fn is_about_certificate(error: &LettreError) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let wrapped = inner.and_then(|it| it.downcast_ref::<rustls::Error>());
        let found = wrapped.or_else(|| error.downcast_ref::<rustls::Error>());
        if matches!(found, Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        source = error.source();
    }
    false
}
