//! `GET·POST /settings/spelling`

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
use crate::preferences::spelling::SpellingHabit;
use crate::spelling::{Language, own_words};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

const BEFORE_SENDING: &[Answer<bool>] =
    &[Answer::new(false, "no", "composing-no"), Answer::new(true, "yes", "composing-yes")];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct SpellingForm {
    /// The tag of a language; empty is that of the pages.
    checked_language: String,
    before_sending: String,
    words: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/spelling.html")]
struct SpellingPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// `None` is that of the pages.
    language: Option<Language>,
    /// Those that there are dictionaries for.
    languages: Vec<Language>,
    before_sending: Question,
    /// The person's own words, one a line.
    words: String,
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?.spelling;
    let words = own_words::of(&app.store, user.account).await?.join("\n");
    page::html(&spelling_page(&app, &user, kept.language, Some(kept.before_sending), words))
}

fn spelling_page(
    app: &App,
    user: &SignedIn,
    language: Option<Language>,
    before_sending: Option<bool>,
    words: String,
) -> SpellingPage {
    SpellingPage {
        chrome: chrome(&user.visitor),
        section: Section::Spelling,
        failed: before_sending.is_none(),
        language,
        languages: app.spelling.languages(),
        before_sending: choices::ask("before_sending", BEFORE_SENDING, before_sending),
        words,
    }
}

/// Keeps all of it, or nothing and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<SpellingForm>,
) -> Result<Response, AppError> {
    let language = Language::from_tag(&form.checked_language).filter(|it| app.spelling.has(*it));
    let Some(before_sending) = choices::read(BEFORE_SENDING, &form.before_sending) else {
        let page = spelling_page(&app, &user, language, None, form.words);
        return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    own_words::replace(&app.store, user.account, &form.words).await?;
    let before = Preferences::of(&app.store, user.account).await?;
    let spelling = SpellingHabit { language, before_sending };
    Preferences { spelling, ..before }.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Spelling.url()))
}
