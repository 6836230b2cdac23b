//! `GET /mail/{mailbox}?page=0&sort=-date&filter=unread&q=devis&scope=below&threads=1&select=page`

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::wide;
use crate::app::App;
use crate::searching::Scope;
use crate::web::error::AppError;
use crate::web::extract::{MailboxPath, Query};
use crate::web::panes::choosing::Choice;
use crate::web::panes::{ListFragment, ListPage, Shown};
use crate::web::session::{SignedIn, Visitor};
use crate::web::view::View;
use crate::web::{page, urls};

/// What is chosen already, for those without scripts: `page`, `unread` or `none`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Chosen {
    select: String,
}

/// A page of a mailbox; beyond the end it is the last one. A fragment is the list alone.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    view: View,
    Query(chosen): Query<Chosen>,
) -> Result<Response, AppError> {
    if view.scope != Scope::Here && view.is_narrowed() && view.understood(user.visitor.now).is_ok() {
        return wide::show(&app, &user, mailbox, view).await;
    }
    let shown = Shown::read(&app, &user, &mailbox, view).await?;
    let list = ListPage::new(&user.visitor, mailbox, shown, None);
    let list = match Choice::parse(&chosen.select) {
        Some(choice) => list.choosing(choice),
        None => list,
    };
    if user.visitor.fragment { page::html(&ListFragment(list)) } else { page::html(&list) }
}

/// `GET /`: the first page there is for this visitor.
pub(in crate::web) async fn home(visitor: Visitor) -> Response {
    page::see_other(&if visitor.login.is_some() { urls::home() } else { urls::login(None) })
}
