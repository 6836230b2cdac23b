//! `GET /compose/address?of=`: an address in the letters of its domain, and whether it looks like another one; for
//! the chip of a recipient.

use askama::Template;
use axum::response::Response;
use mailcore::address::Address;
use mailcore::message::suspicion;
use serde::Deserialize;

use crate::i18n::Text;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page;
use crate::web::session::SignedIn;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct AddressQuery {
    of: String,
}

#[derive(Debug, Template)]
#[template(path = "compose/address.html")]
struct AddressFragment {
    /// As people read it.
    address: String,
    /// What is to be known of it; empty for ordinary letters.
    warning: String,
}

/// The address; 404 for what is none.
pub(in crate::web) async fn show(
    user: SignedIn,
    Query(query): Query<AddressQuery>,
) -> Result<Response, AppError> {
    let address: Address = query.of.parse().map_err(|_| AppError::NotFound)?;
    let warning = suspicion::is_lookalike(&address).then(|| {
        let text = Text::new("recipients-lookalike").with("domain", address.domain());
        user.visitor.locale.say(&text.with("ascii", address.ascii_domain()))
    });
    page::html(&AddressFragment { address: address.to_string(), warning: warning.unwrap_or_default() })
}
