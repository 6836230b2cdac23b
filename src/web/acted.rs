//! What htmx gets after an act on messages.

use std::collections::BTreeSet;
use std::ops::Deref;

use askama::Template;
use mailcore::flag::Flag;
use mailcore::mailbox::MailboxName;
use mailcore::uid::MessageNumber;

use super::notice::{Notice, UndoForm};
use super::page::Chrome;
use super::panes::marks::Marks;
use super::panes::rows::Row;
use super::panes::{ListPage, Shown};
use super::session::Visitor;

/// The list with what is open beside it now, in place of both, and a sentence.
#[derive(Debug, Template)]
#[template(path = "mailbox/acted.html")]
pub(in crate::web) struct ActedFragment {
    pub(in crate::web) list: ListPage,
    pub(in crate::web) notice: Notice,
}

/// The list alone in place of the one on the page, and a sentence.
#[derive(Debug, Template)]
#[template(path = "mailbox/listed.html")]
pub(in crate::web) struct ListedFragment {
    pub(in crate::web) list: ListPage,
    pub(in crate::web) notice: Notice,
}

/// Marks that have changed: of rows, of the open message, in the counts.
#[derive(Debug, Template)]
#[template(path = "mailbox/marked.html")]
pub(in crate::web) struct MarkedFragment {
    chrome: Chrome,
    unseen: u32,
    /// Less than the whole mailbox is listed: its count is another one.
    is_narrowed: bool,
    rows: Vec<Row>,
    /// Those of the open message.
    marks: Option<Marks>,
    /// What is said of it.
    pub(in crate::web) notice: Option<Notice>,
    /// What takes it back, where nothing is said.
    pub(in crate::web) undo: Option<UndoForm>,
}

/// A sentence alone, with the counts of the folders.
#[derive(Debug, Template)]
#[template(path = "mailbox/said.html")]
pub(in crate::web) struct SaidFragment {
    pub(in crate::web) chrome: Chrome,
    pub(in crate::web) notice: Notice,
}

impl Deref for ActedFragment {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.list
    }
}

impl Deref for ListedFragment {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.list
    }
}

impl MarkedFragment {
    /// The rows of these messages, as far as they are on the page; `open` is the one of them that is
    /// open.
    pub(in crate::web) fn new(
        visitor: &Visitor,
        mailbox: MailboxName,
        shown: Shown,
        numbers: &[MessageNumber],
        open: Option<MessageNumber>,
    ) -> Self {
        let uid = open.map(|it| it.uid);
        let envelope = shown.listing.page.envelopes.iter().find(|it| Some(it.uid) == uid);
        let marks = envelope.map(|it| Marks::new(visitor, &it.flags, it.flags.contains(&Flag::Seen)));
        let list = ListPage::new(visitor, mailbox, shown, None);
        let numbers: BTreeSet<String> = numbers.iter().map(ToString::to_string).collect();
        let open = open.map(|it| it.to_string());
        let rows = list.groups.into_iter().flat_map(|it| it.rows).filter(|it| numbers.contains(&it.number));
        let rows = rows.map(|it| Row { open: open.as_ref() == Some(&it.number), ..it });
        let is_narrowed = list.controls.is_narrowed;
        Self {
            chrome: list.chrome,
            unseen: list.unseen,
            is_narrowed,
            rows: rows.collect(),
            marks,
            notice: None,
            undo: None,
        }
    }

    /// The rows were chosen in the list, and stay chosen.
    pub(in crate::web) fn keep_chosen(&mut self) {
        for row in &mut self.rows {
            row.chosen = true;
        }
    }
}
