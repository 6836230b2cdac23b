//! Failures to pages. What a person can act on has a variant; the rest is [`AppError::Internal`].
//! The one place that logs a failure.

use std::error::Error as StdError;

use axum::response::{IntoResponse, Response};
use mailcore::imap;
use mailcore::mailbox::MailboxName;

use super::session::Visitor;
use crate::i18n::Text;
use crate::store;

/// Why a request has no page of its own. Becomes an error page in the person's language (the error page is
/// rendered by a layer that knows the visitor), a log line without secrets, and a reference to quote.
#[derive(Debug)]
pub enum AppError {
    /// 303 to the login page with `next`; 401 with `HX-Redirect` for a fragment.
    NotSignedIn,
    /// The session is there, its mail password no longer works: as above, with a sentence.
    SignInAgain,
    /// 404.
    NotFound,
    /// 404 with a way back to the mailbox: the message or its UIDVALIDITY is gone.
    MessageGone(MailboxName),
    /// 403: a form that does not come from our page, or from one that is too old.
    Forged,
    /// 413: more than the limit.
    TooLarge,
    /// 400: a request that no page of ours sends.
    BadRequest(Text),
    /// 503: the IMAP server is away or slow; trying again may work.
    MailServer(imap::Error),
    /// 504: the page took longer than it may.
    Timeout,
    /// 500: a bug or a broken part. The page shows no detail.
    Internal(Box<dyn StdError + Send + Sync>),
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        todo!()
    }
}

/// The page for an address that does not exist.
pub async fn not_found(_visitor: Visitor) -> AppError {
    AppError::NotFound
}

impl From<imap::Error> for AppError {
    fn from(error: imap::Error) -> Self {
        match error {
            imap::Error::Credentials => Self::SignInAgain,
            imap::Error::Gone => Self::NotFound,
            imap::Error::OverQuota
            | imap::Error::Refused(_)
            | imap::Error::Answer(_)
            | imap::Error::Certificate(_)
            | imap::Error::Connection(_)
            | imap::Error::Busy => Self::MailServer(error),
        }
    }
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}
