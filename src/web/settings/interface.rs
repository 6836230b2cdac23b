//! `GET·POST /settings/interface`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::choices::{self, Answer, Question};
use super::{Section, chrome, saved};
use crate::app::App;
use crate::preferences::Preferences;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};

const LETTERS: &[Answer<bool>] =
    &[Answer::new(false, "on", "interface-on"), Answer::new(true, "off", "interface-off")];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct InterfaceForm {
    letters: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/interface.html")]
struct InterfacePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    letters: Question,
}

impl InterfacePage {
    /// `None` is an answer that could not be read.
    fn new(visitor: &Visitor, letters_off: Option<bool>) -> Self {
        let letters = choices::ask("letters", LETTERS, letters_off);
        let failed = letters.is_open;
        Self { chrome: chrome(visitor), section: Section::Interface, failed, letters }
    }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?;
    page::html(&InterfacePage::new(&user.visitor, Some(kept.letters_off)))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<InterfaceForm>,
) -> Result<Response, AppError> {
    let Some(letters_off) = choices::read(LETTERS, &form.letters) else {
        return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &InterfacePage::new(&user.visitor, None));
    };
    let before = Preferences::of(&app.store, user.account).await?;
    Preferences { letters_off, ..before }.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Interface.url()))
}
