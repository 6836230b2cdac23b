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
pub(in crate::web) async fn remove(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    if let Some(file) = &posted.remove {
        attachment::remove(&desk, &posted.id, file).await?;
    }
    save::keep(&desk, posted).await
}
