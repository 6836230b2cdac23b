//! `POST /compose/{draft}/respond` and `/as-response`, `GET /compose/responses/{response}`

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::page as form;
use super::posted::Posted;
use super::save;
use crate::app::App;
use crate::compose::{self, Typed, canned};
use crate::responses::{self, ResponseId};
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::{self, see_other};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// A response to be put into a text.
#[derive(Debug, Template)]
#[template(path = "compose/response.html")]
struct ResponseFragment {
    text: String,
    /// Empty where it is text alone.
    html: String,
}

/// Keeps what was typed, with the response that the field `response` names.
pub(in crate::web) async fn submit(State(app): State<App>, mut posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    let asked = posted.asked.iter().find(|it| it.0 == "response");
    let chosen = asked.and_then(|it| it.1.parse::<ResponseId>().ok());
    if let Some(chosen) = chosen {
        let form = canned::put_in(&desk, &posted.id, posted.typed.form, chosen).await?;
        posted.typed = Typed { form, ..posted.typed };
    }
    save::keep(&desk, posted).await
}

/// Keeps what was typed, and leads to the form of a response that is made of it; back to the message where
/// something is to be said of that.
pub(in crate::web) async fn keep(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    let visitor = &posted.user.visitor;
    let kept = compose::keep(&desk, &posted.id, posted.typed, visitor.now).await?;
    let said = form::about(&kept, &posted.too_large, &desk, visitor.locale);
    if !said.is_nothing() {
        return form::show(&desk, visitor, kept.draft, said).await;
    }
    Ok(see_other(&urls::settings_response_of(&kept.draft.id)))
}

/// What a response puts into a text, for a script that knows where the cursor is.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(response): Path<String>,
) -> Result<Response, AppError> {
    let id = response.parse().map_err(|_| AppError::NotFound)?;
    let found = responses::one(&desk::of(&app, &user), id).await?.ok_or(AppError::NotFound)?;
    let html = found.written.html.unwrap_or_default();
    page::html(&ResponseFragment { text: found.written.body, html })
}
