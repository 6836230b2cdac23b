//! `GET /remote-image?url=…&tag=…`

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::app::App;
use crate::reading::remote::{self, Missing};
use crate::web::desk;
use crate::web::extract::Query;
use crate::web::foreign::POLICY;
use crate::web::session::SignedIn;

/// The browser of who asked may keep it for an hour, and nobody else.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=3600");

/// An image on another server, and our tag for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ImageQuery {
    url: String,
    tag: String,
}

/// An image of a message that stands on another server, under the media type that it has. Where there
/// is none the answer is empty: nothing that the other server says gets further.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<ImageQuery>,
) -> Response {
    let image = match remote::image(&desk::of(&app, &user), &query.url, &query.tag).await {
        Ok(image) => image,
        Err(Missing::Unsigned) => return StatusCode::NOT_FOUND.into_response(),
        Err(Missing::Away) => return StatusCode::BAD_GATEWAY.into_response(),
    };
    let headers = HeaderMap::from_iter([
        (CONTENT_TYPE, HeaderValue::from_static(image.media_type)),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (CACHE_CONTROL, KEPT),
    ]);
    (headers, Body::from(image.octets)).into_response()
}
