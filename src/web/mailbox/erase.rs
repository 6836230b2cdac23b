//! `GET /mail/{mailbox}/erase`: the question before messages go for good.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::uid::MessageNumber;

use super::asked::Asked;
use crate::app::App;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::{MailboxPath, Query};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, urls};

/// Whether messages are to go for good.
#[derive(Debug, Template)]
#[template(path = "mailbox/erase.html")]
struct ErasePage {
    chrome: Chrome,
    act_url: String,
    back_url: String,
    /// How many.
    count: usize,
    /// Where all that the list shows are meant, one of them.
    numbers: Vec<MessageNumber>,
    is_all: bool,
    /// What came later is not meant.
    uid_next: String,
    view: String,
    next: String,
}

/// Asks before messages go for good.
pub(in crate::web) async fn ask(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    Query(fields): Query<Vec<(String, String)>>,
    view: View,
) -> Result<Response, AppError> {
    let mut asked = Asked::read(fields);
    asked.view = view;
    let first = *asked.numbers.first().ok_or(AppError::NotFound)?;
    let back = urls::message_in(&MessageRef { mailbox: mailbox.clone(), number: first }, &asked.view);
    let count = asked.numbers.len();
    question(&app, &user, mailbox, &asked, (count, back)).await
}

/// The page that asks about so many messages, with the way back.
pub(super) async fn question(
    app: &App,
    user: &SignedIn,
    mailbox: MailboxName,
    asked: &Asked,
    (count, back_url): (usize, String),
) -> Result<Response, AppError> {
    let folders = reading::folders(&desk::of(app, user)).await;
    let is_all = asked.is_all();
    page::html(&ErasePage {
        act_url: urls::act(&mailbox),
        back_url,
        chrome: Chrome::new(&user.visitor).with_folders(folders, Some(mailbox)),
        count,
        numbers: asked.numbers.iter().take(if is_all { 1 } else { usize::MAX }).copied().collect(),
        is_all,
        uid_next: asked.uid_next.map(|it| it.to_string()).unwrap_or_default(),
        view: asked.view.query(),
        next: asked.next.map(|it| it.to_string()).unwrap_or_default(),
    })
}
