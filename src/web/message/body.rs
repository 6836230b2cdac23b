//! `GET /mail/{mailbox}/{message}/body?colors=&images=&links=`

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mailcore::message::place::Place;
use mailcore::message::sanitize::root::Letter;
use mailcore::message::sanitize::{SafeHtml, SafeSheet, Sanitized};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::or_gone;
use crate::app::App;
use crate::desk::Desk;
use crate::documents::Wanted;
use crate::preferences::looks::Theme;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::{MessagePath, Query};
use crate::web::session::SignedIn;
use crate::web::{desk, page, urls};

/// What a message's own document may do: show its pictures of ours and its styles. It runs nothing,
/// sends nothing and loads nothing from elsewhere, even if the sanitizer missed something. A style
/// attribute may say anything; of style elements only the one that we made counts, which is named
/// by its content behind this.
const POLICY: &str = "default-src 'none'; img-src 'self' data:; font-src 'none'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'self'; \
     sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; \
     style-src 'self' 'unsafe-inline'; style-src-attr 'unsafe-inline'; style-src-elem 'self'";

/// How the message is shown; what is not said is as the person decided.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct BodyQuery {
    colors: Option<Colors>,
    /// `show` for images of other servers, as the page around it decided.
    images: String,
    /// `show` for links in what is probably a fraud.
    links: String,
}

/// What becomes of the colors of a message in the dark theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Colors {
    /// They are as they were sent, on white paper.
    Original,
    /// They are adapted.
    Adapt,
}

/// What a message is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    /// That of the theme: the message has no colors of its own.
    Theme,
    /// White, less bright in the dark theme.
    White,
    /// White, but in the dark theme all its colors are turned over.
    Adapted,
}

impl Paper {
    /// What `mail.css` calls it.
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Theme => None,
            Self::White => Some("white"),
            Self::Adapted => Some("adapted"),
        }
    }
}

/// The document in the frame of an open message.
#[derive(Debug, Template)]
#[template(path = "message/body.html")]
struct BodyPage {
    theme: Theme,
    paper: Paper,
    letter: Letter,
    sheet: SafeHtml,
    html: SafeHtml,
    /// The end is missing.
    cut: bool,
}

/// The HTML of a message, made safe, as a document of its own.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
    Query(query): Query<BodyQuery>,
) -> Result<Response, AppError> {
    document_of(&app, &user, &at.into(), &query).await
}

/// The same for a message inside of another one, too.
pub(super) async fn document_of(
    app: &App,
    user: &SignedIn,
    place: &Place,
    query: &BodyQuery,
) -> Result<Response, AppError> {
    let (at, desk) = (&place.message, desk::of(app, user));
    let wanted = Wanted { images: query.images == "show", links: query.links == "show" };
    let found = reading::html(&desk, place, wanted, urls::shown_in(at)).await;
    let document = found.map_err(|error| or_gone(error, at))?.ok_or(AppError::NotFound)?;
    let paper = match document.safe.has_colors {
        true => paper(&desk, query.colors),
        false => Paper::Theme,
    };
    let headers = HeaderMap::from_iter([
        (CONTENT_SECURITY_POLICY, policy(&document.safe.sheet)?),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ]);
    let Sanitized { letter, sheet, html, cut, .. } = document.safe.clone();
    let theme = desk.preferences.looks.theme;
    let document = page::html(&BodyPage { theme, paper, letter, sheet: sheet.element(), html, cut })?;
    Ok((headers, document).into_response())
}

/// The paper of a message with colors.
fn paper(desk: &Desk, colors: Option<Colors>) -> Paper {
    let adapt = match colors {
        Some(colors) => colors == Colors::Adapt,
        None => desk.preferences.adapt_colors,
    };
    if adapt { Paper::Adapted } else { Paper::White }
}

/// The policy of a message with this style sheet.
fn policy(sheet: &SafeSheet) -> Result<HeaderValue, AppError> {
    if sheet.css().is_empty() {
        return Ok(HeaderValue::from_static(POLICY));
    }
    let digest = STANDARD.encode(Sha256::digest(sheet.css()));
    HeaderValue::try_from(format!("{POLICY} 'sha256-{digest}'")).map_err(|it| AppError::Internal(it.into()))
}
