//! `GET /contacts`, `GET /contacts/{book}`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use crate::app::App;
use crate::contacts::books::BookId;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::urls;

/// To the book that everybody has.
pub(in crate::web) async fn home(_: SignedIn) -> Response {
    see_other(&urls::contacts::list(&BookId::Personal.name()))
}

/// A list.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(book): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    panes::show(&app, &user, view, StatusCode::OK, Beside::Nothing).await
}
