//! `POST /contacts/personal/add`: somebody of a message becomes one of the contacts.

use axum::extract::State;
use axum::response::Response;
use mailcore::address::FoundAddress;
use mailcore::message::card::Card;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::contacts::adding;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// Somebody to be added.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct AddForm {
    /// May be empty.
    #[serde(default)]
    name: String,
    address: String,
    /// Where to go on, a path of ours.
    #[serde(default)]
    next: String,
}

/// Makes a card of somebody whose address stands in a message, and goes on where the form says.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    CsrfForm(form): CsrfForm<AddForm>,
) -> Result<Response, AppError> {
    let found = FoundAddress { name: form.name.trim().to_owned(), address: form.address.trim().to_owned() };
    let text = match found.to_named() {
        Some(person) => {
            let (reach, cards) = (desk::reach(&app, &user), vec![Card::of(&person)]);
            let book = &user.visitor.preferences.people.new_cards;
            let done = adding::add(&reach, user.account, cards, book, user.visitor.now).await?;
            let key = match (done.report.added > 0, done.instead) {
                (false, _) => "contacts-known",
                (true, false) => "contacts-added",
                (true, true) => "contacts-added-here",
            };
            Text::new(key).with("name", found.label())
        }
        None => Text::new("contacts-no-address").with("address", found.address.as_str()),
    };
    notice::leave(&session, &text).await?;
    let home = urls::home();
    Ok(see_other(if urls::is_ours(&form.next) { &form.next } else { &home }))
}
