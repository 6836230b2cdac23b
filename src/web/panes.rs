//! What the list of a mailbox and an open message share: the panes beside each other.

use std::ops::Deref;
use std::sync::Arc;

use askama::Template;
use mailcore::envelope::{EnvelopePage, Window};
use mailcore::imap::pool::Listing;
use mailcore::mailbox::MailboxName;
use mailcore::order::ListView;
use mailcore::uid::Uid;

use super::error::AppError;
use super::labels::{self, Label};
use super::page::{Chrome, SearchBox};
use super::session::{SignedIn, Visitor};
use super::tree::{self, Naming};
use super::view::View;
use super::{desk, urls};
use crate::app::App;
use crate::desk::Desk;
use crate::known_rules::InEffect;
use crate::preferences::{Layout, PageSize, Paging, Preferences, RowLines, Unfold};
use crate::reading;
use crate::reading::threads::{self, Unfolded, Unfolding};
use crate::rules;

pub(super) mod cells;
pub(super) mod choosing;
pub(super) mod controls;
pub(super) mod files;
pub(super) mod in_effect;
pub(super) mod marks;
pub(super) mod opening;
pub(super) mod reader;
pub(super) mod rows;

use cells::Cells;
use choosing::{Choice, Choosing};
use controls::Controls;
use in_effect::RuleNotices;
use reader::Reader;
use rows::{RowGroup, Rows};

/// A list as it was asked for and read.
#[derive(Debug)]
pub(super) struct Shown {
    /// What was asked for.
    pub(super) view: View,
    /// What was made of it.
    pub(super) wanted: ListView,
    pub(super) listing: Listing,
    /// How the person wants to see it.
    pub(super) looks: Looks,
    /// The messages of threads that are unfolded.
    pub(super) unfolded: Unfolded,
    /// Rules that mail goes through.
    in_effect: Arc<InEffect>,
}

/// How a person wants to see lists.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looks {
    /// Rows on a page.
    pub(super) page_size: PageSize,
    paging: Paging,
    layout: Layout,
    row_lines: RowLines,
    unfold: Unfold,
    cells: Cells,
}

impl Looks {
    /// Those that were decided.
    pub(super) fn of(preferences: &Preferences) -> Self {
        let Preferences { page_size, paging, layout, row_lines, unfold, columns, .. } = *preferences;
        Self { page_size, paging, layout, row_lines, unfold, cells: Cells::new(columns) }
    }

    /// Whether more rows come as one goes on, for scripts.
    pub(super) fn is_endless(&self) -> bool {
        self.paging == Paging::Endless
    }

    /// Where the open message stands, for the style sheet.
    pub(super) fn layout(&self) -> &'static str {
        match self.layout {
            Layout::Beside => "beside",
            Layout::Below => "below",
            Layout::Alone => "alone",
        }
    }

    /// How many lines a row has, for the style sheet.
    pub(super) fn row_lines(&self) -> &'static str {
        match self.row_lines {
            RowLines::Fit => "fit",
            RowLines::One => "one",
            RowLines::Two => "two",
        }
    }
}

impl Shown {
    /// Reads a view of a mailbox.
    pub(super) async fn read(
        app: &App,
        user: &SignedIn,
        mailbox: &MailboxName,
        view: View,
    ) -> Result<Self, AppError> {
        let desk = desk::of(app, user);
        let preferences = &desk.preferences;
        let (habit, looks) = (preferences.list_habit(mailbox), Looks::of(preferences));
        let wanted = view.list_view(user, habit);
        if mailbox.is_inbox() {
            rules::look_again(&desk, user.visitor.now);
        }
        app.live.shows(user.account, mailbox);
        let window = Window { page: view.page, size: looks.page_size.rows() };
        let listing = reading::list(&desk, mailbox, &wanted, window).await?;
        Ok(Self::unfolding(&desk, mailbox, view, wanted, listing, looks).await)
    }

    /// The first page of a mailbox as it is shown when nothing was decided.
    pub(super) fn plain(listing: Listing) -> Self {
        let (view, wanted) = (View::default(), ListView::default());
        let (looks, unfolded) = (Looks::default(), Unfolded::new());
        Self { view, wanted, listing, looks, unfolded, in_effect: Arc::default() }
    }

    /// A page that was read, with the messages of the threads in it that are unfolded.
    pub(super) async fn unfolding(
        desk: &Desk,
        mailbox: &MailboxName,
        view: View,
        wanted: ListView,
        listing: Listing,
        looks: Looks,
    ) -> Self {
        let unfolding = Unfolding { rule: looks.unfold, turned: &view.unfold };
        let unfolded = threads::unfold(desk, mailbox, &listing.page, unfolding).await;
        let in_effect = desk.known_rules.of(desk.account);
        Self { view, wanted, listing, looks, unfolded, in_effect }
    }
}

/// A page of a list, with the open message beside it.
#[derive(Debug, Template)]
#[template(path = "mailbox/list.html")]
pub(super) struct ListPage {
    pub(super) chrome: Chrome,
    /// The mailbox.
    pub(super) mailbox: MailboxName,
    /// Its name for reading.
    pub(super) title: String,
    pub(super) unseen: u32,
    /// What tells a page that was read before how many messages came since.
    pub(super) uid_next: Option<Uid>,
    pub(super) total: u32,
    /// The number of the first message on this page, counted from 1 for the newest; 0 when empty.
    pub(super) first: u32,
    /// The number of the last one.
    pub(super) last: u32,
    pub(super) groups: Vec<RowGroup>,
    pub(super) controls: Controls,
    pub(super) choosing: Choosing,
    /// Those of the person.
    pub(super) labels: Vec<Label>,
    pub(super) looks: Looks,
    /// Addresses of other pages, where there are any.
    pub(super) newer: Option<String>,
    pub(super) older: Option<String>,
    pub(super) oldest: Option<String>,
    pub(super) newest: Option<String>,
    /// The address of this page.
    pub(super) refresh: String,
    /// Where messages of a file are put into this mailbox.
    pub(super) import_url: String,
    /// What the inbox says of rules that mail goes through.
    pub(super) rules: RuleNotices,
    pub(super) reader: Option<Reader>,
}

/// The list alone.
#[derive(Debug, Template)]
#[template(path = "mailbox/rows.html")]
pub(super) struct ListFragment(pub(super) ListPage);

/// The list with an open message.
#[derive(Debug, Template)]
#[template(path = "message/read.html")]
pub(super) struct ReadPage(pub(super) ListPage);

/// The open message alone, with the folders' counts if they changed.
#[derive(Debug, Template)]
#[template(path = "message/reader.html")]
pub(super) struct ReaderFragment(pub(super) ListPage);

/// An open message for paper.
#[derive(Debug, Template)]
#[template(path = "message/print.html")]
pub(super) struct PrintPage(pub(super) ListPage);

impl Deref for ListFragment {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.0
    }
}

impl Deref for ReadPage {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.0
    }
}

impl Deref for ReaderFragment {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.0
    }
}

impl Deref for PrintPage {
    type Target = ListPage;

    fn deref(&self) -> &ListPage {
        &self.0
    }
}

impl ListPage {
    /// A page of `mailbox` for `visitor`; `open` is the message that is shown beside it.
    pub(super) fn new(visitor: &Visitor, mailbox: MailboxName, shown: Shown, reader: Option<Reader>) -> Self {
        let locale = visitor.locale;
        let Shown { view, wanted, listing: Listing { page, mailboxes }, looks, unfolded, in_effect } = shown;
        let size = looks.page_size.rows();
        // Asked for beyond the end, it is the last page.
        let view = if page.envelopes.is_empty() { view } else { view.at(page.page) };
        let here = mailboxes.iter().find(|it| it.name == mailbox);
        let role = here.and_then(|it| it.special_use);
        let title = match here {
            Some(here) => tree::name(here, Naming::of(visitor)),
            None => mailbox.to_string(),
        };
        let status = here.and_then(|it| it.status);
        let unseen = status.map_or(0, |it| it.unseen);
        let open = reader.as_ref().map(|it| it.number.as_str());
        let (order, now) = (wanted.order, visitor.now);
        let cells = looks.cells;
        let labels = labels::all(&visitor.preferences, locale);
        let rows = Rows {
            mailbox: &mailbox,
            role,
            view: &view,
            order,
            unfolded: &unfolded,
            labels: &labels,
            cells,
            locale,
            now,
        };
        let groups = rows.groups(&page, open);
        let first = page.page.saturating_mul(size).saturating_add(1).min(page.total);
        let shown = u32::try_from(page.envelopes.len()).unwrap_or(u32::MAX);
        let pages = Pages::of(&page, size);
        let url = |page: Option<u32>| page.map(|page| urls::list(&mailbox, &view.at(page)));
        let search = SearchBox { url: urls::mailbox(&mailbox), q: view.q.clone(), scope: view.scope };
        Self {
            title,
            unseen,
            uid_next: status.and_then(|it| it.uid_next),
            total: page.total,
            first,
            last: first.saturating_add(shown).saturating_sub(1).min(page.total),
            choosing: Choosing::new(&mailbox, &mailboxes, &view, &page, &groups),
            groups,
            labels: labels.clone(),
            looks,
            newer: url(pages.newer),
            older: url(pages.older),
            oldest: url(pages.oldest),
            newest: url(pages.newest),
            refresh: urls::list(&mailbox, &view),
            controls: Controls::new(&mailbox, &view, &wanted, (&labels, &page.lacks), visitor.now),
            import_url: urls::import(&mailbox),
            rules: RuleNotices::new(visitor, &mailbox, &in_effect),
            reader,
            chrome: Chrome::new(visitor).with_folders(mailboxes, Some(mailbox.clone())).searching(search),
            mailbox,
        }
    }
}

impl ListPage {
    /// The same with some of its messages chosen already.
    pub(super) fn choosing(mut self, choice: Choice) -> Self {
        let rows = self.groups.iter_mut().flat_map(|it| &mut it.rows);
        for row in rows.filter(|it| choice.takes(it)) {
            row.chosen = true;
            self.choosing.chosen += 1;
        }
        self.choosing.has_begun = true;
        self
    }
}

/// The pages that can be gone to from one; `None` where it is there already.
#[derive(Debug, PartialEq, Eq)]
struct Pages {
    newer: Option<u32>,
    older: Option<u32>,
    newest: Option<u32>,
    oldest: Option<u32>,
}

impl Pages {
    fn of(page: &EnvelopePage, size: u32) -> Self {
        let at = page.page;
        let last = page.total.saturating_sub(1) / size;
        Self {
            newer: at.checked_sub(1),
            older: (at < last).then_some(at + 1),
            newest: (at > 0).then_some(0),
            oldest: (at < last).then_some(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::{Mailbox, MailboxStatus};
    use mailcore::uid::UidValidity;

    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn the_head_of_a_list_counts_what_is_in_it() {
        let mailbox = |name: &str, unseen: u32| Mailbox {
            status: Some(MailboxStatus { messages: 9, unseen, uid_next: None }),
            ..Mailbox::new(MailboxName::parse(name).unwrap(), Some('/'))
        };
        let visitor = Visitor {
            has_fixed_language: false,
            locale: Locale::Fr,
            csrf: String::new(),
            login: Some("a@b.example".to_owned()),
            notice: None,
            fragment: false,
            here: String::new(),
            preferences: Arc::default(),
            now: 0,
            waiting: 0,
            has_rules: false,
            may_redirect: true,
        };
        let uid_validity = UidValidity::new(1).unwrap();
        let page = EnvelopePage { uid_validity, envelopes: Vec::new(), total: 9, page: 0, lacks: Vec::new() };
        let listing = Listing { page, mailboxes: vec![mailbox("INBOX", 3), mailbox("Clients", 5)].into() };
        let clients = MailboxName::parse("Clients").unwrap();
        let shown = Shown::plain(listing);
        let html = ListPage::new(&visitor, clients, shown, None).render().unwrap();
        assert!(html.contains("id=\"list-count\">5 non lus<"), "{html}");
    }

    #[track_caller]
    fn check(at: u32, total: u32, newer: Option<u32>, older: Option<u32>, oldest: Option<u32>) {
        let uid_validity = UidValidity::new(1).unwrap();
        let page = EnvelopePage { uid_validity, envelopes: Vec::new(), total, page: at, lacks: Vec::new() };
        let expected = Pages { newer, older, newest: newer.map(|_| 0), oldest };
        assert_eq!(Pages::of(&page, 50), expected, "page {at} of {total} messages");
    }

    #[test]
    fn pages_end_where_the_list_ends() {
        check(0, 0, None, None, None);
        check(0, 50, None, None, None);
        check(0, 51, None, Some(1), Some(1));
        check(1, 51, Some(0), None, None);
        check(1, 1000, Some(0), Some(2), Some(19));
        check(19, 1000, Some(18), None, None);
    }
}
