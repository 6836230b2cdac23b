//! Choosing several messages of a list, to act on all of them.

use mailcore::envelope::EnvelopePage;
use mailcore::mailbox::{Mailbox, MailboxName};

use super::reader::actions::Judging;
use super::rows::{Row, RowGroup};
use crate::web::urls;
use crate::web::view::View;

/// Which rows of a page are chosen at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Choice {
    /// All.
    Page,
    /// The unread ones.
    Unread,
    /// None.
    Nothing,
}

impl Choice {
    /// Reads its name.
    pub(in crate::web) fn parse(name: &str) -> Option<Self> {
        [Self::Page, Self::Unread, Self::Nothing].into_iter().find(|it| it.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Unread => "unread",
            Self::Nothing => "none",
        }
    }

    pub(super) fn takes(self, row: &Row) -> bool {
        match self {
            Self::Page => true,
            Self::Unread => !row.seen,
            Self::Nothing => false,
        }
    }
}

/// What the bar about the chosen messages needs.
#[derive(Debug)]
pub(in crate::web) struct Choosing {
    /// Where its form goes.
    pub(in crate::web) act_url: String,
    /// Where they are taken away as a zip.
    pub(in crate::web) export_url: String,
    /// How many rows the page has.
    pub(in crate::web) rows: usize,
    /// How many of them are chosen.
    pub(in crate::web) chosen: usize,
    /// Boxes are in sight although none has a tick.
    pub(in crate::web) has_begun: bool,
    /// Whether one can say that they are spam, or that they are none.
    pub(in crate::web) judging: Option<Judging>,
    /// There are other pages.
    pub(in crate::web) has_more: bool,
    /// Where rows are chosen without scripts; the names are those of [`Choice`].
    pub(in crate::web) choices: [(&'static str, &'static str, String); 3],
}

impl Choosing {
    /// For a page of one of these mailboxes.
    pub(super) fn new(
        mailbox: &MailboxName,
        mailboxes: &[Mailbox],
        view: &View,
        page: &EnvelopePage,
        groups: &[RowGroup],
    ) -> Self {
        let choice =
            |choice: Choice, key| (choice.name(), key, urls::list_choosing(mailbox, view, choice.name()));
        Self {
            act_url: urls::act(mailbox),
            export_url: urls::export(mailbox),
            rows: groups.iter().map(|it| it.rows.len()).sum(),
            chosen: 0,
            has_begun: false,
            judging: Judging::of(mailbox, mailboxes),
            has_more: u32::try_from(page.envelopes.len()).is_ok_and(|it| it < page.total),
            choices: [
                choice(Choice::Page, "select-page"),
                choice(Choice::Unread, "select-unread"),
                choice(Choice::Nothing, "select-none"),
            ],
        }
    }
}
