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
use crate::preferences::{Preferences, Swipe};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};

const LETTERS: &[Answer<bool>] =
    &[Answer::new(false, "on", "interface-on"), Answer::new(true, "off", "interface-off")];

const SWIPE: &[Answer<Swipe>] = &[
    Answer::new(Swipe::ArchiveOrDelete, "archive-delete", "interface-swipe-archive-delete"),
    Answer::new(Swipe::DeleteOrArchive, "delete-archive", "interface-swipe-delete-archive"),
    Answer::new(Swipe::Off, "off", "interface-swipe-off"),
];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct InterfaceForm {
    letters: String,
    swipe: String,
}

/// What was decided; `None` is an answer that could not be read.
#[derive(Clone, Copy, Debug)]
struct Decided {
    letters_off: Option<bool>,
    swipe: Option<Swipe>,
}

#[derive(Debug, Template)]
#[template(path = "settings/interface.html")]
struct InterfacePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    letters: Question,
    swipe: Question,
}

impl InterfacePage {
    fn new(visitor: &Visitor, decided: Decided) -> Self {
        let letters = choices::ask("letters", LETTERS, decided.letters_off);
        let swipe = choices::ask("swipe", SWIPE, decided.swipe);
        let failed = letters.is_open || swipe.is_open;
        Self { chrome: chrome(visitor), section: Section::Interface, failed, letters, swipe }
    }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?;
    let decided = Decided { letters_off: Some(kept.letters_off), swipe: Some(kept.swipe) };
    page::html(&InterfacePage::new(&user.visitor, decided))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<InterfaceForm>,
) -> Result<Response, AppError> {
    let decided = Decided {
        letters_off: choices::read(LETTERS, &form.letters),
        swipe: choices::read(SWIPE, &form.swipe),
    };
    let Decided { letters_off: Some(letters_off), swipe: Some(swipe) } = decided else {
        let page = InterfacePage::new(&user.visitor, decided);
        return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let before = Preferences::of(&app.store, user.account).await?;
    Preferences { letters_off, swipe, ..before }.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Interface.url()))
}
