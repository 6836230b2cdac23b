//! `GET /mail/{mailbox}?page=0`

use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::MailboxName;
use serde::Deserialize;

use crate::app::App;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::panes::{ListFragment, ListPage};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, page, urls};

/// Which page of the list, from 0.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ListQuery {
    page: u32,
}

/// A page of a mailbox; beyond the end it is the last one. A fragment is the list alone.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(mailbox): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let mailbox = MailboxName::parse(&mailbox).ok_or(AppError::NotFound)?;
    let listing = reading::list(&desk::of(&app, &user), &mailbox, query.page).await?;
    let list = ListPage::new(&user.visitor, mailbox, listing, None);
    if user.visitor.fragment { page::html(&ListFragment(list)) } else { page::html(&list) }
}

/// `GET /`: the first page there is for this visitor.
pub(in crate::web) async fn home(visitor: Visitor) -> Response {
    page::see_other(&if visitor.login.is_some() { urls::home() } else { urls::login(None) })
}
