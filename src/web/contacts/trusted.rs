//! `GET` and `POST /contacts/trusted`: whom a person trusts, beside their books.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use crate::app::App;
use crate::contacts::books::BookId;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{notice, urls};

/// What the button of one of them sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct TrustedForm {
    /// An address that is trusted no more.
    remove: String,
}

/// All of them.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let view = View::read(&BookId::Personal.name(), ListQuery::default()).ok_or(AppError::NotFound)?;
    let senders = app.store.trusted_senders(user.account).await?;
    panes::show(&app, &user, view, StatusCode::OK, Beside::Trusted(senders)).await
}

/// Trusts one of them no more.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<TrustedForm>,
) -> Result<Response, AppError> {
    app.store.distrust_sender(user.account, &form.remove).await?;
    let said = Text::new("settings-senders-removed").with("address", form.remove);
    notice::leave(&session, &said).await?;
    Ok(see_other(urls::contacts::TRUSTED))
}
