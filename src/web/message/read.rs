//! `GET /mail/{mailbox}/{message}`

use axum::extract::State;
use axum::response::Response;
use mailcore::message::place::Place;
use serde::Deserialize;

use crate::app::App;
use crate::documents::Wanted;
use crate::reading::Marking;
use crate::web::error::AppError;
use crate::web::extract::{HasScripts, MessagePath, Query};
use crate::web::page::html;
use crate::web::panes::opening::{self, Opening};
use crate::web::panes::{ReadPage, ReaderFragment};
use crate::web::session::SignedIn;
use crate::web::view::View;

/// How a message is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReadQuery {
    /// `show` for images of other servers, this once.
    images: String,
    /// `show` for links in what is probably a fraud, this once.
    links: String,
    /// `again` asks for a read receipt once more: sending it failed.
    receipt: String,
}

impl ReadQuery {
    /// What is asked for this once.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted { images: self.images == "show", links: self.links == "show" }
    }
}

/// A message beside its list; a fragment is the message alone.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    scripts: HasScripts,
    MessagePath(at): MessagePath,
    Query(query): Query<ReadQuery>,
    view: View,
) -> Result<Response, AppError> {
    page_of(&app, &user, &at.into(), (&query, view), scripts).await
}

/// The same for a message inside of another one, too.
pub(super) async fn page_of(
    app: &App,
    user: &SignedIn,
    place: &Place,
    (query, view): (&ReadQuery, View),
    HasScripts(has_scripts): HasScripts,
) -> Result<Response, AppError> {
    let fragment = user.visitor.fragment;
    let marking = if has_scripts { Marking::WithScripts } else { Marking::WithoutScripts };
    let (wanted, receipt_again) = (query.wanted(), query.receipt == "again");
    let how = Opening { view, with_list: !fragment, marking, wanted, receipt_again };
    let list = opening::open(app, user, place, how).await?;
    if fragment { html(&ReaderFragment(list)) } else { html(&ReadPage(list)) }
}
