//! `GET /mail/{mailbox}/{message}`

use axum::extract::State;
use axum::response::Response;
use mailcore::envelope::{EnvelopePage, Window};
use mailcore::imap::pool::{Beside, Listing};
use mailcore::message::place::Place;
use serde::Deserialize;

use super::{message_at, or_gone};
use crate::app::App;
use crate::reading::{self, Manner, PAGE_SIZE};
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::page::html;
use crate::web::panes::reader::Reader;
use crate::web::panes::{ListPage, ReadPage, ReaderFragment};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// How a message is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReadQuery {
    /// The page of the list that the message was opened from, from 0.
    page: u32,
    /// `show` for images of other servers, this once.
    images: String,
}

impl ReadQuery {
    /// Whether images of other servers are asked for.
    pub(super) fn images(&self) -> bool {
        self.images == "show"
    }
}

/// A message beside its list; a fragment is the message alone.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
    Query(query): Query<ReadQuery>,
) -> Result<Response, AppError> {
    page_of(&app, &user, &message_at(&mailbox, &number)?.into(), &query).await
}

/// The same for a message inside of another one, too.
pub(super) async fn page_of(
    app: &App,
    user: &SignedIn,
    place: &Place,
    query: &ReadQuery,
) -> Result<Response, AppError> {
    let (at, visitor, page) = (&place.message, &user.visitor, query.page);
    let beside = match visitor.fragment {
        true => Beside::Folders,
        false => Beside::List(Window { page, size: PAGE_SIZE }),
    };
    let fold_label = visitor.locale.t("message-quoted");
    let manner = Manner { beside, fold_label: &fold_label, images: query.images() };
    let opened = reading::open(&desk::of(app, user), place, manner, urls::shown_in(at)).await;
    let reading = opened.map_err(|error| or_gone(error, at))?;
    let reader = Reader::new(visitor, &reading, page);
    let opened = reading.message.opened;
    let nothing =
        EnvelopePage { uid_validity: at.number.uid_validity, envelopes: Vec::new(), total: 0, page: 0 };
    let listing = Listing { page: opened.page.unwrap_or(nothing), mailboxes: opened.mailboxes };
    let list = ListPage::new(visitor, at.mailbox.clone(), listing, Some(reader));
    if visitor.fragment { html(&ReaderFragment(list)) } else { html(&ReadPage(list)) }
}
