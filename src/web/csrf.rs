//! The only ways to a POST body: the hidden field `csrf` must be that of the session, and the
//! request must come from our own pages (`Sec-Fetch-Site`, `Origin`).

use axum::body::{Body, to_bytes};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts as _, Request};
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use bytes::{Bytes, BytesMut};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::AppError;
use super::session::Visit;
use super::urls;
use crate::app::App;
use crate::i18n::Text;

pub mod stream;
pub mod upload;

/// The most octets of a form without files, and of the texts of one with files.
const FORM_LIMIT: usize = 2 * 1024 * 1024;

/// The most parts of a form with files.
const PARTS_LIMIT: usize = 1_000;

/// The media type of a form without files.
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// The name of the hidden field.
const FIELD: &str = "csrf";

/// A form in `application/x-www-form-urlencoded`, at most 2 MiB.
#[derive(Debug)]
pub struct CsrfForm<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<App> for CsrfForm<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let (mut parts, body) = request.into_parts();
        let (octets, is_ours) = read_form(&mut parts, body, app).await?;
        if is_ours { decode(octets).await.map(Self) } else { Err(AppError::Forged) }
    }
}

/// The form of a button that says all by itself.
#[derive(Debug, Deserialize)]
pub struct NoFields {}

/// A file of a form.
#[derive(Debug)]
pub struct UploadedFile {
    /// The name of the field.
    pub field: String,
    /// The name the browser gave, as it is.
    pub name: String,
    /// The media type the browser gave, as it is.
    pub media_type: String,
    /// The content.
    pub octets: Bytes,
}

/// A form with files (`multipart/form-data`), or the same form urlencoded. The field `csrf` must
/// come before any file. At most the configured message limit in all: beyond it the rest is read and thrown away,
/// and `too_large` says so, so that what was typed is not lost.
#[derive(Debug, Default)]
pub struct CsrfMultipart {
    /// Text fields in order.
    pub fields: Vec<(String, String)>,
    /// Files in order; an empty file field is left out.
    pub files: Vec<UploadedFile>,
    /// Files that were left out because of the limit: their names.
    pub too_large: Vec<String>,
}

impl FromRequest<App> for CsrfMultipart {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        match Self::read(request, app, Unproven::Refused).await? {
            (form, true) => Ok(form),
            (_, false) => Err(AppError::Forged),
        }
    }
}

/// The form of somebody who may not be signed in any more, or whose page is of a session that has
/// ended. Nothing may follow from one that is not `Ours` but that what it says is kept for a person
/// to look at.
#[derive(Debug)]
pub enum AnyForm {
    /// From a page of ours, of this session.
    Ours(CsrfMultipart),
    /// It has no token that counts.
    Unproven(CsrfMultipart),
}

impl FromRequest<App> for AnyForm {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        Ok(match CsrfMultipart::read(request, app, Unproven::Read).await? {
            (form, true) => Self::Ours(form),
            (form, false) => Self::Unproven(form),
        })
    }
}

/// What is read of a form whose token does not count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unproven {
    /// Nothing.
    Refused,
    /// All of it.
    Read,
}

impl CsrfMultipart {
    /// The form, and whether it is one of ours.
    async fn read(request: Request, app: &App, unproven: Unproven) -> Result<(Self, bool), AppError> {
        let (mut parts, body) = request.into_parts();
        if has_type(&parts.headers, "multipart/form-data") {
            return Self::read_parts(parts, body, app, unproven).await;
        }
        let (octets, is_ours) = read_form(&mut parts, body, app).await?;
        Ok((Self { fields: decode(octets).await?, ..Self::default() }, is_ours))
    }

    async fn read_parts(
        mut parts: Parts,
        body: Body,
        app: &App,
        unproven: Unproven,
    ) -> Result<(Self, bool), AppError> {
        let gate = Gate::new(&mut parts, app).await?;
        let mut multipart = multipart(parts, body, app).await?;
        let mut form = Self::default();
        let mut texts = FORM_LIMIT;
        let mut files = usize::try_from(app.config.message_limit).unwrap_or(usize::MAX);
        // Who has no session has no token of one.
        let may_be_ours = unproven == Unproven::Refused || gate.visit.is_somebody().await?;
        let mut is_ours = false;
        for _ in 0..PARTS_LIMIT {
            let Some(mut part) = multipart.next_field().await.map_err(|_| unreadable())? else {
                return Ok((form, is_ours));
            };
            let field = part.name().unwrap_or_default().to_owned();
            if let Some(name) = part.file_name().map(str::to_owned) {
                if !is_ours && unproven == Unproven::Refused {
                    return Err(AppError::Forged);
                }
                let media_type = part.content_type().unwrap_or_default().to_owned();
                match collect(&mut part, &mut files).await? {
                    Some(octets) if octets.is_empty() && name.is_empty() => {}
                    Some(octets) => form.files.push(UploadedFile { field, name, media_type, octets }),
                    None => form.too_large.push(name),
                }
                continue;
            }
            let octets = collect(&mut part, &mut texts).await?.ok_or(AppError::TooLarge)?;
            let value = String::from_utf8_lossy(&octets).into_owned();
            if field == FIELD {
                is_ours = may_be_ours && gate.accepts(&value).await?;
                if !is_ours && unproven == Unproven::Refused {
                    return Err(AppError::Forged);
                }
            }
            form.fields.push((field, value));
        }
        Err(AppError::TooLarge)
    }
}

/// The parts of a form with files, as they come. What is too much is for the reader to throw away,
/// and the time limit ends the rest.
#[expect(clippy::disallowed_types, reason = "this is the one door")]
async fn multipart(parts: Parts, body: Body, app: &App) -> Result<axum::extract::Multipart, AppError> {
    let mut request = Request::from_parts(parts, body);
    DefaultBodyLimit::disable().apply(&mut request);
    axum::extract::Multipart::from_request(request, app).await.map_err(|_| unreadable())
}

/// What stands before a body.
struct Gate {
    visit: Visit,
    is_login: bool,
}

impl Gate {
    /// Refuses a request that another site made, as far as its headers tell.
    async fn new(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        if !is_from_here(&parts.headers, &app.config.public_url) {
            return Err(AppError::Forged);
        }
        let is_login = matches!(parts.uri.path(), "/login" | urls::LOGIN_CODE);
        Ok(Self { visit: Visit::from_request_parts(parts, app).await?, is_login })
    }

    async fn accepts(&self, field: &str) -> Result<bool, AppError> {
        self.visit.accepts(field, self.is_login).await
    }
}

/// Whether the headers allow that one of our pages made the request. With `Referrer-Policy:
/// no-referrer` browsers send the form's `Origin` as `null`, which says nothing: then
/// `Sec-Fetch-Site` and the token decide.
fn is_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let says = |name: &str| headers.get(name).map(|it| it.to_str().unwrap_or("?"));
    let site = says("sec-fetch-site").is_none_or(|it| it == "same-origin" || it == "none");
    site && says(ORIGIN.as_str()).is_none_or(|it| it == "null" || it == public_url)
}

/// Reads a form without files; whether it is one of ours.
async fn read_form(parts: &mut Parts, body: Body, app: &App) -> Result<(Bytes, bool), AppError> {
    let gate = Gate::new(parts, app).await?;
    if !has_type(&parts.headers, URLENCODED) {
        return Err(AppError::Forged);
    }
    let octets = to_bytes(body, FORM_LIMIT).await.map_err(|_| AppError::TooLarge)?;
    let fields: Vec<(String, String)> = decode(octets.clone()).await?;
    let field = fields.iter().find(|(name, _)| name == FIELD);
    let is_ours = gate.accepts(field.map_or("", |(_, value)| value)).await?;
    Ok((octets, is_ours))
}

async fn decode<T: DeserializeOwned>(octets: Bytes) -> Result<T, AppError> {
    let mut request = Request::new(Body::from(octets));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(URLENCODED));
    #[expect(clippy::disallowed_types, reason = "this is the one door")]
    let form = axum::Form::from_request(request, &()).await;
    form.map(|it| it.0).map_err(|_| unreadable())
}

/// The content of a part; `None` when it has no room, and then it was read to its end.
async fn collect(part: &mut Field<'_>, room: &mut usize) -> Result<Option<Bytes>, AppError> {
    let mut octets = BytesMut::new();
    let mut fits = true;
    while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
        fits = fits && octets.len().saturating_add(piece.len()) <= *room;
        if fits {
            octets.extend_from_slice(&piece);
        } else {
            octets.clear();
        }
    }
    if !fits {
        return Ok(None);
    }
    *room = room.saturating_sub(octets.len());
    Ok(Some(octets.freeze()))
}

fn has_type(headers: &HeaderMap, expected: &str) -> bool {
    let said = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    said.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case(expected))
}

fn unreadable() -> AppError {
    AppError::BadRequest(Text::new("error-bad-request-sentence"))
}
