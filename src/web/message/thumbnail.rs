//! `GET /mail/{mailbox}/{message}/part/{part}/thumbnail?size=screen`

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailcore::message::part::PartId;
use serde::Deserialize;

use super::or_gone;
use crate::app::App;
use crate::reading::thumbnail::{self, Error, Size};
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query, message_at};
use crate::web::foreign::{self, How};
use crate::web::session::SignedIn;

/// A message does not change under its number. Who signs in after somebody else in the same browser
/// has another cookie, and so another picture.
const FOR_A_WEEK: HeaderValue = HeaderValue::from_static("private, max-age=604800, immutable");

/// One pixel that nobody sees. A browser draws a picture whatever the status, and over the letters of a
/// tile it would draw the sign of a broken one.
const NOTHING: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// What it is called when somebody saves it.
const NAME: &str = "thumbnail";

/// How large it is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ThumbnailQuery {
    size: String,
}

/// A small picture of a part. Of what is no picture, or one beyond a limit, there is none: the page
/// shows what lies below.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part)): Path<(String, String, String)>,
    Query(query): Query<ThumbnailQuery>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let size = if query.size == "screen" { Size::Screen } else { Size::Mark };
    match thumbnail::make(&desk::of(&app, &user), &at, &id, size).await {
        Ok(made) => {
            let mut headers = foreign::headers(made.kind.media_type(), How::Shown, NAME);
            headers.insert(CACHE_CONTROL, FOR_A_WEEK);
            headers.insert(VARY, HeaderValue::from_static("Cookie"));
            Ok((headers, made.octets).into_response())
        }
        Err(Error::Picture(_) | Error::Busy) => {
            let headers = foreign::headers("image/gif", How::Shown, NAME);
            Ok((StatusCode::NOT_FOUND, headers, NOTHING).into_response())
        }
        Err(Error::Fetch(error)) => Err(or_gone(error, &at)),
    }
}
