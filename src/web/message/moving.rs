//! `GET /mail/{mailbox}/{message}/move`

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, urls};

/// The folders to choose from, where the toolbar has no room for its menu.
#[derive(Debug, Template)]
#[template(path = "message/moving.html")]
struct MovingPage {
    chrome: Chrome,
    act_url: String,
    back_url: String,
    number: String,
    view: String,
}

/// Asks into which folder a message goes.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
    view: View,
) -> Result<Response, AppError> {
    let folders = reading::folders(&desk::of(&app, &user)).await;
    page::html(&MovingPage {
        act_url: urls::act(&at.mailbox),
        back_url: urls::message_in(&at, &view),
        number: at.number.to_string(),
        view: view.query(),
        chrome: Chrome::new(&user.visitor).with_folders(folders, Some(at.mailbox)),
    })
}
