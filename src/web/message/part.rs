//! `GET /mail/{mailbox}/{message}/part/{part}`

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use mailcore::message::parse;
use mailcore::message::part::PartId;
use mailcore::message::picture;

use super::or_gone;
use crate::app::App;
use crate::fetch;
use crate::reading::download::{self, Download};
use crate::reading::kind::{Kind, is_pdf};
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::{Path, message_at};
use crate::web::foreign::{self, How};
use crate::web::session::SignedIn;

/// A part of a message, decoded, piece by piece.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part)): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let download = download::begin(&desk::of(&app, &user), &at, &id).await;
    Ok(answer(download.map_err(|error| or_gone(error, &at))?))
}

/// `GET /mail/{mailbox}/{message}/part/{part}/uu/{place}`: a file that is written into the text of a
/// part.
pub(in crate::web) async fn show_written(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part, place)): Path<(String, String, String, usize)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let download = download::begin_written(&desk::of(&app, &user), &at, &id, place).await;
    Ok(answer(download.map_err(|error| or_gone(error, &at))?))
}

/// A file of any kind, as its octets allow.
fn answer(download: Download) -> Response {
    let (media_type, how) = shown_as(&download);
    let mut headers = foreign::headers(&media_type, how, &fetch::file_name(&download.part));
    if let Some(size) = download.size {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    }
    (headers, Body::from_stream(download.into_octets())).into_response()
}

/// The media type we vouch for, and whether the browser shows or saves it: a list of its own that no
/// message adds to. Pictures and PDF are what their octets say; text is what the message calls so,
/// since nothing runs in it under any charset. All else is octets to save: HTML, SVG, XML and every
/// other form in which somebody may have hidden a page.
fn shown_as(download: &Download) -> (String, How) {
    if let Some(kind) = picture::Kind::of(&download.head) {
        return (kind.media_type().to_owned(), How::Shown);
    }
    if is_pdf(&download.head) {
        return ("application/pdf".to_owned(), How::Shown);
    }
    let is_plain = download.part.media_type == "text/plain";
    if is_plain && Kind::found(&download.head, Kind::Text) == Kind::Text {
        let charset = parse::charset_name(&download.part, &download.head);
        return (format!("text/plain; charset={charset}"), How::Shown);
    }
    ("application/octet-stream".to_owned(), How::Saved)
}
