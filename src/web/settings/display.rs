//! `GET·POST /settings/display`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::choices::{self, Answer, Question};
use super::senders::Typed;
use super::{Section, chrome, saved};
use crate::app::App;
use crate::preferences::{Preferences, RemoteImages};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

const REMOTE_IMAGES: &[Answer<RemoteImages>] = &[
    Answer::new(RemoteImages::Trusted, "trusted", "settings-images-trusted")
        .hint("settings-images-trusted-hint"),
    Answer::new(RemoteImages::Contacts, "contacts", "settings-images-contacts"),
    Answer::new(RemoteImages::Always, "always", "settings-images-always").hint("settings-images-always-hint"),
];

const ADAPT_COLORS: &[Answer<bool>] = &[
    Answer::new(false, "soften", "settings-colors-soften"),
    Answer::new(true, "adapt", "settings-colors-adapt"),
];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct DisplayForm {
    remote_images: String,
    adapt_colors: String,
}

/// What was decided; `None` is an answer that could not be read.
#[derive(Clone, Copy, Debug)]
struct Decided {
    remote_images: Option<RemoteImages>,
    adapt_colors: Option<bool>,
}

#[derive(Debug, Template)]
#[template(path = "settings/display.html")]
struct DisplayPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    remote_images: Question,
    adapt_colors: Question,
    /// Addresses, in their order.
    senders: Vec<String>,
    /// The field for one more.
    typed: Typed,
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    kept(&app, &user, Typed::default()).await
}

/// The section as it is kept, with what stands in the field for one more sender.
pub(super) async fn kept(app: &App, user: &SignedIn, typed: Typed) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?;
    let decided = Decided { remote_images: Some(kept.remote_images), adapt_colors: Some(kept.adapt_colors) };
    answer(app, user, decided, typed).await
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<DisplayForm>,
) -> Result<Response, AppError> {
    let decided = Decided {
        remote_images: choices::read(REMOTE_IMAGES, &form.remote_images),
        adapt_colors: choices::read(ADAPT_COLORS, &form.adapt_colors),
    };
    let Decided { remote_images: Some(remote_images), adapt_colors: Some(adapt_colors) } = decided else {
        return answer(&app, &user, decided, Typed::default()).await;
    };
    let before = Preferences::of(&app.store, user.account).await?;
    Preferences { remote_images, adapt_colors, ..before }.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Display.url()))
}

/// The page; 422 when something in it is to be mended.
async fn answer(app: &App, user: &SignedIn, decided: Decided, typed: Typed) -> Result<Response, AppError> {
    let remote_images = choices::ask("remote_images", REMOTE_IMAGES, decided.remote_images);
    let adapt_colors = choices::ask("adapt_colors", ADAPT_COLORS, decided.adapt_colors);
    let failed = remote_images.is_open || adapt_colors.is_open || typed.problem.is_some();
    let page = DisplayPage {
        chrome: chrome(&user.visitor),
        section: Section::Display,
        failed,
        remote_images,
        adapt_colors,
        senders: app.store.trusted_senders(user.account).await?,
        typed,
    };
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html_with(status, &page)
}
