//! `POST /compose/{draft}/attach` and `/detach`

use axum::extract::State;
use axum::response::Response;

use super::posted::Posted;
use super::save;
use crate::app::App;
use crate::compose::attachment;
use crate::web::desk;
use crate::web::error::AppError;

/// Keeps what was typed, with the files of the form.
pub(in crate::web) async fn submit(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    save::keep(&desk::of(&app, &posted.user), posted).await
}

/// Keeps what was typed, without the file that the field `remove` names.
pub(in crate::web) async fn remove(State(app): State<App>, mut posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    if let Some(file) = &posted.remove {
        let removed = attachment::list(&desk, &posted.id).await?.into_iter().find(|it| it.id == *file);
        let is_removed =
            |name: &str| removed.as_ref().is_some_and(|it| it.name == attachment::clean_name(name));
        posted.typed.promised.retain(|it| !is_removed(it));
        attachment::remove(&desk, &posted.id, file).await?;
    }
    save::keep(&desk, posted).await
}
