//! `POST /mail/{mailbox}/export`: chosen messages as one zip.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::asked::Asked;
use crate::acting;
use crate::app::App;
use crate::i18n::Text;
use crate::reading::bundle::messages;
use crate::web::csrf::CsrfForm;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::MailboxPath;
use crate::web::foreign::{self, How};
use crate::web::session::SignedIn;

/// Sends the messages that are chosen, as a zip that is made meanwhile. When it breaks, the connection does
/// as well, so that the browser says that the download failed.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let selection = Asked::read(fields).selection(&user);
    let selection = selection.ok_or_else(|| AppError::BadRequest(Text::new("export-nothing")))?;
    let (desk, locale) = (desk::of(&app, &user), user.visitor.locale);
    let numbers = acting::chosen(&desk, &mailbox, selection).await;
    let numbers = numbers.map_err(|error| desk::or_gone(error, &mailbox))?;
    let untitled = locale.t("list-no-subject").into_owned();
    let messages = messages::begin(&desk, mailbox.clone(), numbers, untitled).await;
    let messages = messages.map_err(|error| desk::or_gone(error, &mailbox))?;
    let name = format!("{}.zip", locale.t("export-name"));
    let headers = foreign::headers("application/zip", How::Saved, &name);
    Ok((headers, Body::from_stream(messages.into_octets())).into_response())
}
