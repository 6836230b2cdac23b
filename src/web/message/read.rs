//! `GET /mail/{mailbox}/{message}`

use axum::extract::State;
use axum::response::Response;
use mailcore::envelope::{EnvelopePage, Window};
use mailcore::imap::pool::{Beside, Listing};
use mailcore::message::part::PartId;
use serde::Deserialize;

use super::{message_at, or_gone};
use crate::app::App;
use crate::reading::{self, PAGE_SIZE};
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::panes::reader::Reader;
use crate::web::panes::{ListPage, ReadPage, ReaderFragment};
use crate::web::session::SignedIn;
use crate::web::{desk, page, urls};

/// The page of the list that the message was opened from, from 0.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReadQuery {
    page: u32,
}

/// A message beside its list; a fragment is the message alone.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
    Query(query): Query<ReadQuery>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let visitor = &user.visitor;
    let beside = match visitor.fragment {
        true => Beside::Folders,
        false => Beside::List(Window { page: query.page, size: PAGE_SIZE }),
    };
    let fold_label = visitor.locale.t("message-quoted");
    let url = |part: &PartId| urls::message_part(&at, part);
    let opened = reading::open(&desk::of(&app, &user), &at, beside, &fold_label, url).await;
    let reading = opened.map_err(|error| or_gone(error, &at))?;
    let reader = Reader::new(visitor, &reading, query.page);
    let opened = reading.message.opened;
    let nothing =
        EnvelopePage { uid_validity: at.number.uid_validity, envelopes: Vec::new(), total: 0, page: 0 };
    let listing = Listing { page: opened.page.unwrap_or(nothing), mailboxes: opened.mailboxes };
    let list = ListPage::new(visitor, at.mailbox, listing, Some(reader));
    if visitor.fragment { page::html(&ReaderFragment(list)) } else { page::html(&ReadPage(list)) }
}
