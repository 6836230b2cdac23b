//! `GET /mail/{mailbox}/{message}/part/{part}/message` and its document, `…/part/{part}/body`

use axum::extract::State;
use axum::response::Response;
use mailcore::message::place::Place;

use super::body::BodyQuery;
use super::read::ReadQuery;
use super::{body, place_at, read};
use crate::app::App;
use crate::web::error::AppError;
use crate::web::extract::{HasScripts, Path, Query, message_at};
use crate::web::session::SignedIn;
use crate::web::view::View;

/// A message inside of another one, beside the list that the outer one is in.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(path): Path<(String, String, String)>,
    Query(query): Query<ReadQuery>,
    view: View,
) -> Result<Response, AppError> {
    // It is never marked read, with scripts or without.
    read::page_of(&app, &user, &place(&path)?, (&query, view), HasScripts(true)).await
}

/// The document of its HTML.
pub(in crate::web) async fn document(
    State(app): State<App>,
    user: SignedIn,
    Path(path): Path<(String, String, String)>,
    Query(query): Query<BodyQuery>,
) -> Result<Response, AppError> {
    body::document_of(&app, &user, &place(&path)?, &query).await
}

/// The place that a path names.
pub(super) fn place((mailbox, number, part): &(String, String, String)) -> Result<Place, AppError> {
    place_at(message_at(mailbox, number)?, Some(part))
}
