//! `GET /mail/{mailbox}/{message}/print`

use axum::extract::State;
use axum::response::Response;

use super::read::ReadQuery;
use crate::app::App;
use crate::reading::Marking;
use crate::web::error::AppError;
use crate::web::extract::{MessagePath, Query};
use crate::web::page;
use crate::web::panes::PrintPage;
use crate::web::panes::opening::{self, Opening};
use crate::web::session::SignedIn;
use crate::web::view::View;

/// A message for paper: who, to whom, when, its text, the names of its files.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
    Query(query): Query<ReadQuery>,
) -> Result<Response, AppError> {
    let how = Opening {
        view: View::default(),
        with_list: false,
        // Who reads it afterwards is still asked for a receipt.
        marking: Marking::Not,
        wanted: query.wanted(),
        receipt_again: false,
    };
    page::html(&PrintPage(opening::open(&app, &user, &at.into(), how).await?))
}
