//! Opening a message beside its list.

use mailcore::envelope::{EnvelopePage, Window};
use mailcore::imap::pool::{Beside, Listing};
use mailcore::message::place::Place;

use super::reader::Reader;
use super::reader::receipt::ReceiptNotice;
use super::{ListPage, Looks, Shown};
use crate::app::App;
use crate::documents::Wanted;
use crate::reading::{self, Manner, Marking};
use crate::web::error::AppError;
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, urls};

/// How a message is opened.
#[derive(Clone, Debug)]
pub(in crate::web) struct Opening {
    /// The list that it is opened from.
    pub(in crate::web) view: View,
    /// Whether the list is shown beside it; the counts of the folders always are.
    pub(in crate::web) with_list: bool,
    /// How it becomes read.
    pub(in crate::web) marking: Marking,
    /// What is shown this once.
    pub(in crate::web) wanted: Wanted,
    /// Whether a read receipt is asked for once more: sending it failed.
    pub(in crate::web) receipt_again: bool,
}

/// Opens a message; without its list the page has no rows.
pub(in crate::web) async fn open(
    app: &App,
    user: &SignedIn,
    place: &Place,
    opening: Opening,
) -> Result<ListPage, AppError> {
    let (at, visitor) = (&place.message, &user.visitor);
    let Opening { view, with_list, marking, wanted, receipt_again } = opening;
    let desk = desk::of(app, user);
    let preferences = &desk.preferences;
    let (habit, looks) = (preferences.list_habit(&at.mailbox), Looks::of(preferences));
    let listed = view.list_view(user, habit);
    app.live.shows(user.account, &at.mailbox);
    let beside = match with_list {
        true => Beside::List(&listed, Window { page: view.page, size: looks.page_size.rows() }),
        false => Beside::Folders(&listed),
    };
    let fold_label = visitor.locale.t("message-quoted");
    let manner = Manner { beside, fold_label: &fold_label, marking, wanted };
    let opened = reading::open(&desk, place, manner, urls::shown_in(at)).await;
    let reading = opened.map_err(|error| desk::or_gone(error, &at.mailbox))?;
    let mut reader = Reader::new(visitor, &reading, (&view, looks.page_size.rows()), wanted);
    if receipt_again {
        reader.receipt = ReceiptNotice::asked(&reading, true);
    }
    let opened = reading.message.opened;
    let nothing = EnvelopePage {
        uid_validity: at.number.uid_validity,
        envelopes: Vec::new(),
        total: 0,
        page: 0,
        lacks: Vec::new(),
    };
    let listing = Listing { page: opened.page.unwrap_or(nothing), mailboxes: opened.mailboxes };
    let shown = Shown::unfolding(&desk, &at.mailbox, view, listed, listing, looks).await;
    Ok(ListPage::new(visitor, at.mailbox.clone(), shown, Some(reader)))
}
