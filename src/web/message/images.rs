//! `POST /mail/{mailbox}/{message}/images`

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::or_gone;
use crate::app::App;
use crate::reading::remote::{self, Error};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, urls};

/// What a person decides about the images of a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Decision {
    /// They are shown from now on.
    Trust,
    /// They are shown no more.
    Distrust,
}

/// The form of the notice about images.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct ImagesForm {
    #[serde(rename = "do")]
    decision: Decision,
    /// The view of the list that the message was opened from.
    #[serde(default)]
    view: String,
}

/// Trusts the sender of a message, or no more, and shows the message again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
    CsrfForm(form): CsrfForm<ImagesForm>,
) -> Result<Response, AppError> {
    let trusted = form.decision == Decision::Trust;
    let done = remote::trust_sender(&desk::of(&app, &user), &at, trusted, user.visitor.now).await;
    done.map_err(|error| match error {
        Error::Fetch(error) => or_gone(error, &at),
        Error::NoSender => AppError::NotFound,
        Error::Store(error) => error.into(),
    })?;
    Ok(see_other(&urls::message_in(&at, &View::parse(&form.view))))
}
