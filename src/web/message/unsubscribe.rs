//! `POST /mail/{mailbox}/{message}/unsubscribe`

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::or_gone;
use crate::app::App;
use crate::i18n::Text;
use crate::reading::unsubscribe::{self, Outcome};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, notice, urls};

/// The form that leaves a list.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct UnsubscribeForm {
    /// The view of the list that the message was opened from.
    #[serde(default)]
    view: String,
}

/// Leaves the list of a message by the one click that it offers, and says what came of it.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    MessagePath(at): MessagePath,
    CsrfForm(form): CsrfForm<UnsubscribeForm>,
) -> Result<Response, AppError> {
    let outcome = unsubscribe::one_click(&desk::of(&app, &user), &at).await;
    let said = match outcome.map_err(|error| or_gone(error, &at))? {
        Outcome::Taken(host) => Text::new("unsubscribe-taken").with("name", host),
        Outcome::Refused(host) => Text::new("unsubscribe-refused").with("name", host),
        Outcome::Unreachable(host) => Text::new("unsubscribe-unreachable").with("name", host),
        Outcome::NotOffered => Text::new("unsubscribe-not-offered"),
    };
    notice::leave(&session, &said).await?;
    Ok(see_other(&urls::message_in(&at, &View::parse(&form.view))))
}
