//! Why a request has no page of its own. What a person can act on has a variant; the rest is
//! [`AppError::Internal`]. `web::error_page` makes the page.

use std::error::Error as StdError;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mailcore::imap;
use mailcore::mailbox::MailboxName;

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
    /// 405: a page of ours, asked for in another way than it is offered.
    WrongMethod,
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

/// Goes with a response from the handler to [`super::error_page`], which knows the visitor.
#[derive(Clone, Debug)]
pub(in crate::web) struct Failure(pub(in crate::web) Arc<AppError>);

impl AppError {
    pub(in crate::web) fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn | Self::SignInAgain => StatusCode::UNAUTHORIZED,
            Self::NotFound | Self::MessageGone(_) => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::MailServer(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Title and sentence.
    pub(in crate::web) fn words(&self) -> (Text, Text) {
        let (title, sentence) = match self {
            Self::NotSignedIn | Self::SignInAgain => ("error-title", "login-again"),
            Self::NotFound | Self::WrongMethod => ("error-not-found", "error-not-found-sentence"),
            Self::MessageGone(_) => ("error-message-gone", "error-message-gone-sentence"),
            Self::Forged => ("error-forged", "error-forged-sentence"),
            Self::TooLarge => ("error-too-large", "error-too-large-sentence"),
            Self::BadRequest(sentence) => return (Text::new("error-bad-request"), sentence.clone()),
            Self::MailServer(imap::Error::Certificate(_)) => {
                ("error-mail-server-certificate", "error-mail-server-certificate-sentence")
            }
            Self::MailServer(_) => ("error-mail-server", "error-mail-server-sentence"),
            Self::Timeout => ("error-timeout", "error-timeout-sentence"),
            Self::Internal(_) => ("error-internal", "error-internal-sentence"),
        };
        (Text::new(title), Text::new(sentence))
    }

    /// The failure and what is behind it, for the log.
    pub(in crate::web) fn chain(&self) -> String {
        let mut cause: Option<&dyn StdError> = match self {
            Self::MailServer(error) => Some(error),
            Self::Internal(error) => Some(&**error),
            Self::Timeout => return "the time limit of the request".to_owned(),
            _ => None,
        };
        let mut chain = Vec::new();
        while let Some(error) = cause {
            chain.push(error.to_string());
            cause = error.source();
        }
        chain.join(": ")
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
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

impl From<tower_sessions::session::Error> for AppError {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::Internal(error.into())
    }
}
