//! `POST /compose/{draft}/files` and `HEAD·PATCH·DELETE /compose/{draft}/files/{file}`: a file that comes by
//! itself, and goes on where it was broken off, in the words of draft-ietf-httpbis-resumable-upload. For
//! scripts; without them files come with the form ([`super::attach`]).

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use serde::Deserialize;

use super::attached;
use crate::app::App;
use crate::compose::attachment::arriving::{self, About, PIECE, Progress};
use crate::compose::attachment::{remove as take_away, room};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::csrf::stream::CsrfStream;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// How many octets of the file came.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// Whether that is all of it: `?1` or `?0` (RFC 9651, section 3.3.6).
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");

/// A file that is to come.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct BeginForm {
    name: String,
    media_type: String,
    size: u64,
}

/// Begins a file: 201 and where it is to be sent; 413 with a sentence when there is no room for it.
pub(in crate::web) async fn begin(
    State(app): State<App>,
    user: SignedIn,
    Path(draft): Path<String>,
    CsrfForm(form): CsrfForm<BeginForm>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let about = About { name: &form.name, media_type: &form.media_type, size: form.size };
    if let Some(id) = arriving::begin(&desk, &draft, about, user.visitor.now).await? {
        return Ok((StatusCode::CREATED, [(LOCATION, urls::draft_file(&draft, &id))]).into_response());
    }
    let locale = user.visitor.locale;
    let limit = locale.size(room(desk.message_limit));
    let text = Text::new("compose-too-many-files").with("name", form.name).with("limit", limit);
    Ok((StatusCode::PAYLOAD_TOO_LARGE, locale.say(&text)).into_response())
}

/// How much of a file came.
pub(in crate::web) async fn look(
    State(app): State<App>,
    user: SignedIn,
    Path((draft, id)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let progress = arriving::progress(&desk::of(&app, &user), &draft, &id).await?;
    Ok(told(StatusCode::NO_CONTENT, progress.ok_or(AppError::NotFound)?))
}

/// Takes what follows of a file. 204 while more is to come; at the end 200 and the files of the message, which
/// replace `#compose-files`; 409 when something else is the next.
pub(in crate::web) async fn take(
    State(app): State<App>,
    user: SignedIn,
    Path((draft, id)): Path<(String, String)>,
    headers: HeaderMap,
    CsrfStream(body): CsrfStream,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let before = arriving::progress(&desk, &draft, &id).await?.ok_or(AppError::NotFound)?;
    let place = headers.get(OFFSET).and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    if place != Some(before.received) {
        return Ok(told(StatusCode::CONFLICT, before));
    }
    receive(&desk, &draft, &id, before.received, body).await?;
    let after = arriving::progress(&desk, &draft, &id).await?.ok_or(AppError::NotFound)?;
    if !after.is_whole {
        return Ok(told(StatusCode::NO_CONTENT, after));
    }
    let files = attached::show(&desk, &user.visitor, &draft).await?;
    Ok((headers_of(after), files).into_response())
}

/// Keeps a body piece by piece, also what came of one that breaks off.
async fn receive(desk: &Desk, draft: &str, id: &str, from: u64, body: Body) -> Result<(), AppError> {
    let mut stream = body.into_data_stream();
    let mut waiting = BytesMut::with_capacity(PIECE);
    let mut place = from;
    loop {
        let next = stream.next().await;
        if let Some(Ok(octets)) = &next {
            waiting.extend_from_slice(octets);
        }
        let is_last = !matches!(next, Some(Ok(_)));
        while waiting.len() >= PIECE || (is_last && !waiting.is_empty()) {
            let piece = waiting.split_to(waiting.len().min(PIECE)).freeze();
            let length = piece.len() as u64;
            if !keep(desk, draft, id, place, piece).await? {
                return Ok(());
            }
            place += length;
        }
        if is_last {
            return Ok(());
        }
    }
}

async fn keep(desk: &Desk, draft: &str, id: &str, place: u64, piece: Bytes) -> Result<bool, AppError> {
    let now = jiff::Timestamp::now().as_second();
    Ok(arriving::append(desk, draft, id, place, piece, now).await?)
}

/// Takes a file away, whatever came of it.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    user: SignedIn,
    Path((draft, id)): Path<(String, String)>,
    _body: CsrfStream,
) -> Result<Response, AppError> {
    take_away(&desk::of(&app, &user), &draft, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn told(status: StatusCode, progress: Progress) -> Response {
    (status, headers_of(progress)).into_response()
}

fn headers_of(progress: Progress) -> [(HeaderName, HeaderValue); 3] {
    [
        (OFFSET, HeaderValue::from(progress.received)),
        (COMPLETE, HeaderValue::from_static(if progress.is_whole { "?1" } else { "?0" })),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}
