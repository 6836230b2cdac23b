//! `GET·POST /settings/mailbox`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::choices::{self, Answer, Question};
use super::columns::{self, Place};
use super::{Section, chrome, saved};
use crate::app::App;
use crate::preferences::{
    AfterMove, ArchiveBy, CheckEvery, Layout, MarkRead, PageSize, Paging, Preferences, Receipts, RowLines,
    Unfold,
};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};

const MARK_READ: &[Answer<MarkRead>] = &[
    Answer::new(MarkRead::AtOnce, "at-once", "settings-mark-read-at-once"),
    Answer::new(MarkRead::After(5), "after-5", "settings-mark-read-after").count(5),
    Answer::new(MarkRead::After(10), "after-10", "settings-mark-read-after").count(10),
    Answer::new(MarkRead::After(20), "after-20", "settings-mark-read-after").count(20),
    Answer::new(MarkRead::After(30), "after-30", "settings-mark-read-after").count(30),
    Answer::new(MarkRead::Never, "never", "settings-mark-read-never"),
];

const AFTER_MOVE: &[Answer<AfterMove>] = &[
    Answer::new(AfterMove::Next, "next", "settings-after-move-next"),
    Answer::new(AfterMove::List, "list", "settings-after-move-list"),
];

const ARCHIVE_BY: &[Answer<ArchiveBy>] = &[
    Answer::new(ArchiveBy::Nothing, "nothing", "archive-by-nothing"),
    Answer::new(ArchiveBy::Year, "year", "archive-by-year"),
    Answer::new(ArchiveBy::Month, "month", "archive-by-month"),
    Answer::new(ArchiveBy::YearMonth, "year-month", "archive-by-year-month"),
    Answer::new(ArchiveBy::Sender, "sender", "archive-by-sender"),
    Answer::new(ArchiveBy::Folder, "folder", "archive-by-folder"),
    Answer::new(ArchiveBy::FolderYear, "folder-year", "archive-by-folder-year"),
    Answer::new(ArchiveBy::FolderMonth, "folder-month", "archive-by-folder-month"),
];

const PAGE_SIZES: &[Answer<PageSize>] = &[
    Answer::new(PageSize::Short, "25", "settings-page-size-count").count(25),
    Answer::new(PageSize::Usual, "50", "settings-page-size-count").count(50),
    Answer::new(PageSize::Long, "100", "settings-page-size-count").count(100),
    Answer::new(PageSize::Longest, "200", "settings-page-size-count").count(200),
];

const PAGING: &[Answer<Paging>] = &[
    Answer::new(Paging::Pages, "pages", "settings-paging-pages"),
    Answer::new(Paging::Endless, "endless", "settings-paging-endless"),
];

const LAYOUTS: &[Answer<Layout>] = &[
    Answer::new(Layout::Beside, "beside", "settings-layout-beside"),
    Answer::new(Layout::Below, "below", "settings-layout-below"),
    Answer::new(Layout::Alone, "alone", "settings-layout-alone"),
];

const ROW_LINES: &[Answer<RowLines>] = &[
    Answer::new(RowLines::Fit, "fit", "settings-row-lines-fit"),
    Answer::new(RowLines::One, "one", "settings-row-lines-one"),
    Answer::new(RowLines::Two, "two", "settings-row-lines-two"),
];

const UNFOLD: &[Answer<Unfold>] = &[
    Answer::new(Unfold::Never, "never", "settings-unfold-never"),
    Answer::new(Unfold::Unread, "unread", "settings-unfold-unread"),
    Answer::new(Unfold::All, "all", "settings-unfold-all"),
];

const RECEIPTS: &[Answer<Receipts>] = &[
    Answer::new(Receipts::Ask, "ask", "settings-receipts-ask"),
    Answer::new(Receipts::Send, "send", "settings-receipts-send").hint("settings-receipts-send-hint"),
    Answer::new(Receipts::ContactsElseAsk, "contacts-else-ask", "settings-receipts-contacts-else-ask")
        .hint("settings-receipts-contacts-hint"),
    Answer::new(
        Receipts::ContactsElseIgnore,
        "contacts-else-ignore",
        "settings-receipts-contacts-else-ignore",
    ),
    Answer::new(Receipts::TrustedElseAsk, "trusted-else-ask", "settings-receipts-trusted-else-ask")
        .hint("settings-receipts-trusted-hint"),
    Answer::new(Receipts::TrustedElseIgnore, "trusted-else-ignore", "settings-receipts-trusted-else-ignore"),
    Answer::new(Receipts::Ignore, "ignore", "settings-receipts-ignore"),
];

const CHECK_EVERY: &[Answer<CheckEvery>] = &[
    Answer::new(CheckEvery(1), "1", "live-minutes").count(1),
    Answer::new(CheckEvery(3), "3", "live-minutes").count(3),
    Answer::new(CheckEvery(5), "5", "live-minutes").count(5),
    Answer::new(CheckEvery(15), "15", "live-minutes").count(15),
];

const NOTIFY: &[Answer<bool>] = &[Answer::new(false, "off", "live-no"), Answer::new(true, "on", "live-yes")];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct MailboxForm {
    layout: String,
    row_lines: String,
    unfold: String,
    page_size: String,
    paging: String,
    mark_read: String,
    after_move: String,
    archive_by: String,
    receipts: String,
    check_every: String,
    notify: String,
    notify_content: String,
    sound: String,
}

/// What was decided; `None` is an answer that could not be read.
#[derive(Clone, Copy, Debug)]
struct Decided {
    layout: Option<Layout>,
    row_lines: Option<RowLines>,
    unfold: Option<Unfold>,
    page_size: Option<PageSize>,
    paging: Option<Paging>,
    mark_read: Option<MarkRead>,
    after_move: Option<AfterMove>,
    archive_by: Option<ArchiveBy>,
    receipts: Option<Receipts>,
    check_every: Option<CheckEvery>,
    notify: Option<bool>,
    notify_content: Option<bool>,
    sound: Option<bool>,
}

impl Decided {
    /// As it is kept.
    fn kept(kept: &Preferences) -> Self {
        Self {
            layout: Some(kept.layout),
            row_lines: Some(kept.row_lines),
            unfold: Some(kept.unfold),
            page_size: Some(kept.page_size),
            paging: Some(kept.paging),
            mark_read: Some(kept.mark_read),
            after_move: Some(kept.after_move),
            archive_by: Some(kept.archive_by),
            receipts: Some(kept.receipts),
            check_every: Some(kept.check_every),
            notify: Some(kept.notify),
            notify_content: Some(kept.notify_content),
            sound: Some(kept.sound),
        }
    }

    /// What a form says.
    fn read(form: &MailboxForm) -> Self {
        Self {
            layout: choices::read(LAYOUTS, &form.layout),
            row_lines: choices::read(ROW_LINES, &form.row_lines),
            unfold: choices::read(UNFOLD, &form.unfold),
            page_size: choices::read(PAGE_SIZES, &form.page_size),
            paging: choices::read(PAGING, &form.paging),
            mark_read: choices::read(MARK_READ, &form.mark_read),
            after_move: choices::read(AFTER_MOVE, &form.after_move),
            archive_by: choices::read(ARCHIVE_BY, &form.archive_by),
            receipts: choices::read(RECEIPTS, &form.receipts),
            check_every: choices::read(CHECK_EVERY, &form.check_every),
            notify: choices::read(NOTIFY, &form.notify),
            notify_content: choices::read(NOTIFY, &form.notify_content),
            sound: choices::read(NOTIFY, &form.sound),
        }
    }

    /// The preferences with all of it; `None` when something could not be read.
    fn put_into(self, before: Preferences) -> Option<Preferences> {
        Some(Preferences {
            layout: self.layout?,
            row_lines: self.row_lines?,
            unfold: self.unfold?,
            page_size: self.page_size?,
            paging: self.paging?,
            mark_read: self.mark_read?,
            after_move: self.after_move?,
            archive_by: self.archive_by?,
            receipts: self.receipts?,
            check_every: self.check_every?,
            notify: self.notify?,
            notify_content: self.notify_content?,
            sound: self.sound?,
            ..before
        })
    }
}

#[derive(Debug, Template)]
#[template(path = "settings/mailbox.html")]
struct MailboxPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    columns: Vec<Place>,
    layout: Question,
    row_lines: Question,
    unfold: Question,
    page_size: Question,
    paging: Question,
    mark_read: Question,
    after_move: Question,
    archive_by: Question,
    receipts: Question,
    check_every: Question,
    notify: Question,
    notify_content: Question,
    sound: Question,
}

impl MailboxPage {
    fn new(visitor: &Visitor, decided: Decided) -> Self {
        let mut page = Self {
            chrome: chrome(visitor),
            section: Section::Mailbox,
            failed: false,
            columns: columns::places(visitor.preferences.columns),
            layout: choices::ask("layout", LAYOUTS, decided.layout),
            row_lines: choices::ask("row_lines", ROW_LINES, decided.row_lines),
            unfold: choices::ask("unfold", UNFOLD, decided.unfold),
            page_size: choices::ask("page_size", PAGE_SIZES, decided.page_size),
            paging: choices::ask("paging", PAGING, decided.paging),
            mark_read: choices::ask("mark_read", MARK_READ, decided.mark_read),
            after_move: choices::ask("after_move", AFTER_MOVE, decided.after_move),
            archive_by: choices::ask("archive_by", ARCHIVE_BY, decided.archive_by),
            receipts: choices::ask("receipts", RECEIPTS, decided.receipts),
            check_every: choices::ask("check_every", CHECK_EVERY, decided.check_every),
            notify: choices::ask("notify", NOTIFY, decided.notify),
            notify_content: choices::ask("notify_content", NOTIFY, decided.notify_content),
            sound: choices::ask("sound", NOTIFY, decided.sound),
        };
        let questions = [
            &page.layout,
            &page.row_lines,
            &page.unfold,
            &page.page_size,
            &page.paging,
            &page.mark_read,
            &page.after_move,
            &page.archive_by,
            &page.receipts,
            &page.check_every,
            &page.notify,
            &page.notify_content,
            &page.sound,
        ];
        page.failed = questions.iter().any(|it| it.is_open);
        page
    }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?;
    page::html(&MailboxPage::new(&user.visitor, Decided::kept(&kept)))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<MailboxForm>,
) -> Result<Response, AppError> {
    let decided = Decided::read(&form);
    let before = Preferences::of(&app.store, user.account).await?;
    let Some(preferences) = decided.put_into(before) else {
        let page = MailboxPage::new(&user.visitor, decided);
        return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    preferences.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Mailbox.url()))
}
