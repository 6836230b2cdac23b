//! `POST /mail/{mailbox}/{message}/cards`

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::{or_gone, place_at};
use crate::app::App;
use crate::contacts::Report;
use crate::contacts::adding::Added;
use crate::i18n::Text;
use crate::reading::cards;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// Which message they are attached to.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct CardsForm {
    /// The part that is the message; `None` for the whole.
    inside: Option<String>,
}

/// Adds the cards that are attached to a message to the contacts.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    MessagePath(at): MessagePath,
    CsrfForm(form): CsrfForm<CardsForm>,
) -> Result<Response, AppError> {
    let place = place_at(at, form.inside.as_deref())?;
    let (desk, reach) = (desk::of(&app, &user), desk::reach(&app, &user));
    let added = cards::add(&desk, &reach, &place, user.visitor.now).await;
    let added = added.map_err(|error| match error {
        cards::Error::Fetch(error) => or_gone(error, &place.message),
        cards::Error::Contacts(error) => error.into(),
    })?;
    notice::leave(&session, &said_of(added)).await?;
    Ok(see_other(&urls::place(&place)))
}

fn said_of(done: Added) -> Text {
    match (done.report, done.instead) {
        (Report { added: 0, .. }, _) => Text::new("cards-none-added"),
        (Report { added, .. }, true) => Text::new("cards-added-here").with("count", added),
        (Report { added, known, .. }, false) => {
            Text::new("cards-added").with("added", added).with("known", known)
        }
    }
}
