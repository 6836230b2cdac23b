//! `GET /mail/{mailbox}/{message}/move`

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::message_at;
use super::read::ReadQuery;
use crate::app::App;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// The folders to choose from, where the toolbar has no room for its menu.
#[derive(Debug, Template)]
#[template(path = "message/moving.html")]
struct MovingPage {
    chrome: Chrome,
    act_url: String,
    back_url: String,
    number: String,
    page: u32,
}

/// Asks into which folder a message goes.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
    Query(query): Query<ReadQuery>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let folders = reading::folders(&desk::of(&app, &user)).await;
    page::html(&MovingPage {
        act_url: urls::act(&at.mailbox),
        back_url: urls::message_on_page(&at, query.page),
        number: at.number.to_string(),
        page: query.page,
        chrome: Chrome::new(&user.visitor).with_folders(folders, Some(at.mailbox)),
    })
}
