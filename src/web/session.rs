//! Who asks: the session (tower-sessions) and the key that opens the password in it.

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use mailcore::credentials::Credentials;

use super::error::AppError;
use crate::app::App;
use crate::config::Servers;
use crate::i18n::{Locale, Text};
use crate::store::AccountId;

/// Anybody: signed in or not. Cheap: opens no password.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Chosen on the page, else kept for the account, else the browser's, else French.
    pub locale: Locale,
    /// A fresh (masked) value of the hidden field `csrf`.
    pub csrf: String,
    /// The login name of who is signed in.
    pub login: Option<String>,
    /// A sentence that the page before left for this one.
    pub notice: Option<Text>,
    /// Whether htmx asks for a fragment (`HX-Request: true`, and not a history restore).
    pub fragment: bool,
    /// When the request came, in seconds since 1970-01-01 UTC.
    pub now: i64,
}

/// The signed-in person. A handler that takes it cannot be reached by anyone else: others get 303
/// to `/login?next=…`, or 401 with `HX-Redirect` for a fragment.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// For the person's own mail servers.
    pub credentials: Credentials,
    /// Those servers.
    pub servers: Arc<Servers>,
    /// As of anybody.
    pub visitor: Visitor,
}

/// Adds the session layer.
pub fn with_sessions(_routes: Router<App>, _app: &App) -> Router<App> {
    todo!()
}

impl FromRequestParts<App> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(_parts: &mut Parts, _app: &App) -> Result<Self, AppError> {
        todo!()
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(_parts: &mut Parts, _app: &App) -> Result<Self, AppError> {
        todo!()
    }
}
