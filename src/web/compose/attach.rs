//! `POST /compose/{draft}/attach` and `/detach`

use axum::extract::State;
use axum::response::Response;

use super::page;
use super::posted::Posted;
use crate::app::App;
use crate::compose::{self, attachment, filing};
use crate::i18n::Text;
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::{desk, urls};

/// Keeps what was typed, with the files of the form.
pub(in crate::web) async fn submit(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    change(&app, posted).await
}

/// Keeps what was typed, without the file that the field `remove` names.
pub(in crate::web) async fn remove(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    if let Some(file) = &posted.remove {
        attachment::remove(&desk::of(&app, &posted.user), &posted.id, file).await?;
    }
    change(&app, posted).await
}

async fn change(app: &App, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(app, &posted.user);
    let visitor = &posted.user.visitor;
    let kept = compose::keep(&desk, &posted.id, posted.typed, visitor.now).await?;
    let filed = filing::file(&desk, &kept.draft).await;
    let mut said = page::about(&kept, &posted.too_large, &desk, visitor.locale);
    if !filed {
        said.problem.get_or_insert(Text::new("compose-saved-here"));
    }
    if said.is_nothing() {
        return Ok(see_other(&urls::draft(&kept.draft.id)));
    }
    page::show(&desk, visitor, kept.draft, said).await
}
