//! `POST /settings/display/senders`: whom a person trusts.

use axum::extract::State;
use axum::response::Response;
use mailcore::address::Address;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, display};
use crate::app::App;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::session::SignedIn;
use crate::web::{notice, page};

/// What is sent: by the field for one more, or by the button of one that is there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct SendersForm {
    /// One more.
    address: String,
    /// One less.
    remove: String,
}

/// The field for one more.
#[derive(Debug, Default)]
pub(in crate::web) struct Typed {
    /// What was typed.
    pub(in crate::web) address: String,
    /// Why it was not taken.
    pub(in crate::web) problem: Option<Text>,
}

/// Trusts one sender more or one less; with a mistake the page again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<SendersForm>,
) -> Result<Response, AppError> {
    let said = if form.remove.is_empty() {
        let Ok(address) = form.address.parse::<Address>() else {
            let problem = Text::new("settings-senders-no-address");
            return display::kept(&app, &user, Typed { address: form.address, problem: Some(problem) }).await;
        };
        let address = address.to_string();
        app.store.trust_sender(user.account, &address, user.visitor.now).await?;
        Text::new("settings-senders-added").with("address", address)
    } else {
        app.store.distrust_sender(user.account, &form.remove).await?;
        Text::new("settings-senders-removed").with("address", form.remove)
    };
    notice::leave(&session, &said).await?;
    Ok(page::see_other(&Section::Display.url()))
}
