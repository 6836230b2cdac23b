//! `GET /mail/{mailbox}/{message}/source` and `GET /mail/{mailbox}/{message}/export`

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::or_gone;
use crate::app::App;
use crate::fetch;
use crate::reading::source::{self, MOST_SHOWN};
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::foreign::{self, How};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// The source of a message.
#[derive(Debug, Template)]
#[template(path = "message/source.html")]
struct SourcePage {
    chrome: Chrome,
    text: String,
    /// How much is shown, where that is not all.
    cut_after: Option<String>,
    back_url: String,
    export_url: String,
}

/// The beginning of a message as it is written.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    let found = source::look(&desk::of(&app, &user), &at).await;
    let found = found.map_err(|error| or_gone(error, &at))?;
    page::html(&SourcePage {
        chrome: Chrome::new(&user.visitor),
        text: found.text,
        cut_after: found.is_cut.then(|| user.visitor.locale.size(MOST_SHOWN)),
        back_url: urls::message(&at),
        export_url: urls::message_view(&at, "export"),
    })
}

/// A whole message as a file.
pub(in crate::web) async fn export(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    let whole = source::take(&desk::of(&app, &user), &at).await;
    let whole = whole.map_err(|error| or_gone(error, &at))?;
    let headers = foreign::headers("message/rfc822", How::Saved, &fetch::message_file_name(&whole.subject));
    Ok((headers, Body::from_stream(whole.into_octets())).into_response())
}
