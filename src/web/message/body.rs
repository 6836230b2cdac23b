//! `GET /mail/{mailbox}/{message}/body`

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use mailcore::message::place::Place;
use mailcore::message::sanitize::SafeHtml;

use super::read::ReadQuery;
use super::{message_at, or_gone};
use crate::app::App;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::session::SignedIn;
use crate::web::{desk, page, urls};

/// What a message's own document may do: show its pictures of ours and its styles. It runs nothing,
/// sends nothing and loads nothing from elsewhere, even if the sanitizer missed something.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'none'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'self'; \
     sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
);

/// The document in the frame of an open message.
#[derive(Debug, Template)]
#[template(path = "message/body.html")]
struct BodyPage {
    html: SafeHtml,
    /// The end is missing.
    cut: bool,
}

/// The HTML of a message, made safe, as a document of its own.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
    Query(query): Query<ReadQuery>,
) -> Result<Response, AppError> {
    document_of(&app, &user, &message_at(&mailbox, &number)?.into(), query.images()).await
}

/// The same for a message inside of another one, too. Whether images of other servers are shown, the
/// page around it decided.
pub(super) async fn document_of(
    app: &App,
    user: &SignedIn,
    place: &Place,
    images: bool,
) -> Result<Response, AppError> {
    let at = &place.message;
    let found = reading::html(&desk::of(app, user), place, images, urls::shown_in(at)).await;
    let clean = found.map_err(|error| or_gone(error, at))?.ok_or(AppError::NotFound)?;
    let document = page::html(&BodyPage { html: clean.html, cut: clean.cut })?;
    let headers = HeaderMap::from_iter([
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ]);
    Ok((headers, document).into_response())
}
