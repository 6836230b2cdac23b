//! `POST /compose/{draft}/spell`, `/spelling/suggest` and `/spelling/words`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::page as form_page;
use super::posted::Posted;
use super::spelled::{Checked, SpellingFields};
use crate::app::App;
use crate::compose::form::DraftForm;
use crate::compose::{self, filing, spelling};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::spelling::{Language, own_words};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, urls};

/// The part of the form about spelling, for a script that marks the words where they stand: replaces
/// `#spell`.
#[derive(Debug, Template)]
#[template(path = "compose/spelling.html")]
struct SpellingFragment {
    chrome: Chrome,
    url: String,
    spelling: SpellingFields,
}

/// Suggestions for a word, a button each.
#[derive(Debug, Template)]
#[template(path = "compose/suggestions.html")]
struct SuggestionsFragment {
    chrome: Chrome,
    /// `None` when they are not known yet.
    suggestions: Option<Vec<String>>,
}

/// Corrects what the form says, keeps it, and shows it again with the words that are unknown. A script gets
/// these alone: its form is not kept, and nothing of it is corrected.
pub(in crate::web) async fn submit(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    if posted.user.visitor.fragment {
        return show_words(&desk, &posted.user.visitor, &posted.id, posted.typed.form).await;
    }
    let posted = corrected(&desk, posted).await?;
    keep_and_show(&desk, posted, None).await
}

/// The form with its unknown words corrected as it says.
pub(super) async fn corrected(desk: &Desk, mut posted: Posted) -> Result<Posted, AppError> {
    let corrections = std::mem::take(&mut posted.spelling.corrections);
    posted.typed.form = spelling::correct(desk, &posted.id, posted.typed.form, corrections).await?;
    Ok(posted)
}

/// A form that may be sent, corrected as it says. `Err` is the form once more, kept: somebody wants to see
/// unknown words before a message is sent, and has not seen these.
pub(super) async fn before_sending(
    desk: &Desk,
    posted: Posted,
) -> Result<Result<Posted, Response>, AppError> {
    let posted = corrected(desk, posted).await?;
    if !desk.preferences.spelling.before_sending || posted.spelling.is_seen {
        return Ok(Ok(posted));
    }
    let form = posted.typed.form.clone();
    match check(desk, &posted.user.visitor, &posted.id, form, true).await {
        Ok(checked) if checked.found.unknown.is_empty() => Ok(Ok(posted)),
        Ok(_) => keep_and_show(desk, posted, Some(Text::new("spell-before-sending"))).await.map(Err),
        // A broken dictionary holds up no letter.
        Err(error) => {
            log(&error);
            Ok(Ok(posted))
        }
    }
}

async fn keep_and_show(desk: &Desk, posted: Posted, problem: Option<Text>) -> Result<Response, AppError> {
    let Posted { user, id, typed, too_large, spelling: asked, .. } = posted;
    let kept = compose::keep(desk, &id, typed, user.visitor.now).await?;
    filing::file(desk, &kept.draft).await;
    let form = kept.draft.content.form.clone();
    let mut said = form_page::about(&kept, &too_large, desk, user.visitor.locale);
    said.problem = said.problem.or(problem);
    match check(desk, &user.visitor, &kept.draft.id, form, asked.by_script).await {
        Ok(checked) => said.spelling = Some(checked),
        Err(error) => {
            log(&error);
            said.problem.get_or_insert(Text::new("spell-problem"));
        }
    }
    form_page::show(desk, &user.visitor, kept.draft, said).await
}

fn log(error: &AppError) {
    tracing::warn!(?error, "the spelling of a message could not be checked");
}

/// What is found in a form, with suggestions unless a script asks for them.
async fn check(
    desk: &Desk,
    visitor: &Visitor,
    id: &str,
    form: DraftForm,
    by_script: bool,
) -> Result<Checked, AppError> {
    let language = spelling::language(desk, &form.spelled, visitor.locale.tag());
    let found = spelling::check(desk, id, form, language).await?;
    let suggestions = match by_script {
        true => Vec::new(),
        false => spelling::suggestions(desk, language, &found).await?,
    };
    Ok(Checked { found, suggestions })
}

async fn show_words(desk: &Desk, visitor: &Visitor, id: &str, form: DraftForm) -> Result<Response, AppError> {
    let spelled = form.spelled.clone();
    let checked = check(desk, visitor, id, form, true).await?;
    page::html(&SpellingFragment {
        chrome: Chrome::new(visitor),
        url: urls::draft(id),
        spelling: SpellingFields::new(desk, &spelled, visitor.locale, Some(checked)),
    })
}

/// Whose suggestions are wanted.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct SuggestForm {
    language: String,
    word: String,
}

/// What may have been meant by a word.
pub(in crate::web) async fn suggest(
    State(app): State<App>,
    user: SignedIn,
    CsrfForm(form): CsrfForm<SuggestForm>,
) -> Result<Response, AppError> {
    let language = Language::from_tag(&form.language).filter(|it| app.spelling.has(*it));
    let language = language.ok_or(AppError::NotFound)?;
    let suggestions = app.spelling.suggest(language, &form.word).await;
    let suggestions = suggestions.map_err(|error| AppError::Internal(error.into()))?;
    page::html(&SuggestionsFragment { chrome: Chrome::new(&user.visitor), suggestions })
}

/// A word that is right.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct WordForm {
    word: String,
}

/// Adds a word to the person's own: 204, or 409 when it is none or there is no room.
pub(in crate::web) async fn add(
    State(app): State<App>,
    user: SignedIn,
    CsrfForm(form): CsrfForm<WordForm>,
) -> Result<Response, AppError> {
    Ok(match own_words::add(&app.store, user.account, &form.word).await? {
        true => StatusCode::NO_CONTENT.into_response(),
        false => StatusCode::CONFLICT.into_response(),
    })
}
