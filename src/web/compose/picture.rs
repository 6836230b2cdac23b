//! `GET /compose/{draft}/file/{file}`: a picture that is shown in a text being written.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use crate::app::App;
use crate::compose::attachment;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::session::SignedIn;

/// What browsers show and cannot run. Never SVG: it can hold scripts.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// The picture; other files are not to be had here.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((draft, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let file = attachment::one(&desk::of(&app, &user), &draft, &file).await?.ok_or(AppError::NotFound)?;
    let kind = PICTURES.into_iter().find(|it| *it == file.media_type).ok_or(AppError::NotFound)?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
    ];
    Ok((headers, file.octets).into_response())
}
