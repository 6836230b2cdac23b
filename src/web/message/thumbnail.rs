//! `GET /mail/{mailbox}/{message}/part/{part}/thumbnail?size=screen`

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::response::{IntoResponse, Response};
use mailcore::message::part::PartId;
use serde::Deserialize;

use super::foreign::{self, How};
use super::{message_at, or_gone};
use crate::app::App;
use crate::reading::thumbnail::{self, Error, Size};
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::session::SignedIn;

/// A message does not change under its number. Who signs in after somebody else in the same browser
/// has another cookie, and so another picture.
const FOR_A_WEEK: HeaderValue = HeaderValue::from_static("private, max-age=604800, immutable");

/// How large it is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ThumbnailQuery {
    size: String,
}

/// A small picture of a part. What is no picture, or one beyond a limit, is not there: the page shows
/// what lies below.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part)): Path<(String, String, String)>,
    Query(query): Query<ThumbnailQuery>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let size = if query.size == "screen" { Size::Screen } else { Size::Mark };
    let made = thumbnail::make(&desk::of(&app, &user), &at, &id, size).await;
    let made = made.map_err(|error| match error {
        Error::Fetch(error) => or_gone(error, &at),
        Error::Picture(_) | Error::Busy => AppError::NotFound,
    })?;
    let mut headers = foreign::headers(made.kind.media_type(), How::Shown, "thumbnail");
    headers.insert(CACHE_CONTROL, FOR_A_WEEK);
    headers.insert(VARY, HeaderValue::from_static("Cookie"));
    Ok((headers, made.octets).into_response())
}
