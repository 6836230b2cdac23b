//! `GET /mail/{mailbox}/{message}/headers`

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::or_gone;
use crate::app::App;
use crate::reading::header::{self, WholeHeader};
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// Every field of a header, and the header as it came.
#[derive(Debug, Template)]
#[template(path = "message/headers.html")]
struct HeadersPage {
    chrome: Chrome,
    /// May be empty.
    subject: String,
    /// Names and values.
    fields: Vec<(String, String)>,
    raw: String,
    /// The end is missing.
    cut: bool,
    /// The message itself.
    back: String,
}

pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    let header = header::whole(&desk::of(&app, &user), &at).await;
    let WholeHeader { subject, fields, raw, cut, mailboxes } = header.map_err(|error| or_gone(error, &at))?;
    let back = urls::message(&at);
    let chrome = Chrome::new(&user.visitor).with_folders(mailboxes, Some(at.mailbox));
    page::html(&HeadersPage { chrome, subject, fields, raw, cut, back })
}
