//! `GET·POST /settings/mailbox`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::columns::{self, Place};
use super::groups::{Ask, Asked, Group, Look, Sent, Words, YES_OR_NO};
use super::{Section, chrome};
use crate::app::App;
use crate::preferences::Preferences;
use crate::preferences::rules::Rules;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

pub(super) const GROUPS: &[Group] = &[
    Group {
        id: "list",
        heading: "settings-list",
        asks: &[
            Ask::new(
                Look::List,
                "layout",
                "settings-layout",
                &[
                    Words::new("beside", "settings-layout-beside"),
                    Words::new("below", "settings-layout-below"),
                    Words::new("alone", "settings-layout-alone"),
                ],
            ),
            Ask::new(
                Look::List,
                "row_lines",
                "settings-row-lines",
                &[
                    Words::new("fit", "settings-row-lines-fit"),
                    Words::new("one", "settings-row-lines-one"),
                    Words::new("two", "settings-row-lines-two"),
                ],
            ),
            Ask::new(
                Look::List,
                "page_size",
                "settings-page-size",
                &[
                    Words::new("25", "settings-page-size-count").count(25),
                    Words::new("50", "settings-page-size-count").count(50),
                    Words::new("100", "settings-page-size-count").count(100),
                    Words::new("200", "settings-page-size-count").count(200),
                ],
            ),
            Ask::new(
                Look::List,
                "paging",
                "settings-paging",
                &[
                    Words::new("pages", "settings-paging-pages"),
                    Words::new("endless", "settings-paging-endless"),
                ],
            ),
            Ask::new(Look::Segments, "threads", "settings-threads", YES_OR_NO).hint("settings-threads-hint"),
            Ask::new(
                Look::List,
                "unfold",
                "settings-unfold",
                &[
                    Words::new("never", "settings-unfold-never"),
                    Words::new("unread", "settings-unfold-unread"),
                    Words::new("all", "settings-unfold-all"),
                ],
            ),
            Ask::new(Look::Segments, "show_real_foldernames", "settings-real-names", YES_OR_NO)
                .hint("settings-real-names-hint"),
        ],
        link: None,
    },
    Group {
        id: "reading",
        heading: "settings-reading",
        asks: &[
            Ask::new(
                Look::List,
                "mark_read",
                "settings-mark-read",
                &[
                    Words::new("at-once", "settings-mark-read-at-once"),
                    Words::new("after-5", "settings-mark-read-after").count(5),
                    Words::new("after-10", "settings-mark-read-after").count(10),
                    Words::new("after-20", "settings-mark-read-after").count(20),
                    Words::new("after-30", "settings-mark-read-after").count(30),
                    Words::new("never", "settings-mark-read-never"),
                ],
            ),
            Ask::new(
                Look::List,
                "after_move",
                "settings-after-move",
                &[
                    Words::new("next", "settings-after-move-next"),
                    Words::new("previous", "settings-after-move-previous"),
                    Words::new("list", "settings-after-move-list"),
                ],
            ),
            Ask::new(
                Look::List,
                "archive_by",
                "archive-by",
                &[
                    Words::new("nothing", "archive-by-nothing"),
                    Words::new("year", "archive-by-year"),
                    Words::new("month", "archive-by-month"),
                    Words::new("year-month", "archive-by-year-month"),
                    Words::new("sender", "archive-by-sender"),
                    Words::new("folder", "archive-by-folder"),
                    Words::new("folder-year", "archive-by-folder-year"),
                    Words::new("folder-month", "archive-by-folder-month"),
                ],
            ),
        ],
        link: None,
    },
    Group {
        id: "deleting",
        heading: "deleting-title",
        asks: &[
            Ask::new(Look::Segments, "delete_reads", "deleting-reads", YES_OR_NO),
            Ask::new(
                Look::Segments,
                "delete_junk",
                "deleting-junk",
                &[
                    Words::new("trash", "deleting-junk-trash"),
                    Words::new("for-good", "deleting-junk-for-good"),
                ],
            )
            .hint("deleting-junk-hint"),
        ],
        link: None,
    },
    Group {
        id: "receipts",
        heading: "settings-receipts-heading",
        asks: &[Ask::new(
            Look::Choices,
            "receipts",
            "settings-receipts",
            &[
                Words::new("ask", "settings-receipts-ask"),
                Words::new("send", "settings-receipts-send").hint("settings-receipts-send-hint"),
                Words::new("contacts-else-ask", "settings-receipts-contacts-else-ask")
                    .hint("settings-receipts-contacts-hint"),
                Words::new("contacts-else-ignore", "settings-receipts-contacts-else-ignore"),
                Words::new("trusted-else-ask", "settings-receipts-trusted-else-ask")
                    .hint("settings-receipts-trusted-hint"),
                Words::new("trusted-else-ignore", "settings-receipts-trusted-else-ignore"),
                Words::new("ignore", "settings-receipts-ignore"),
            ],
        )
        .hint("settings-receipts-hint")],
        link: None,
    },
    Group {
        id: "leaving",
        heading: "leaving-title",
        asks: &[
            Ask::new(Look::List, "trash_at_logout", "leaving-trash", CLEARED).hint("leaving-hint"),
            Ask::new(Look::List, "junk_at_logout", "leaving-junk", CLEARED),
        ],
        link: None,
    },
    Group {
        id: "live",
        heading: "live-heading",
        asks: &[
            Ask::new(
                Look::List,
                "check_every",
                "live-check-every",
                &[
                    Words::new("1", "live-minutes").count(1),
                    Words::new("3", "live-minutes").count(3),
                    Words::new("5", "live-minutes").count(5),
                    Words::new("10", "live-minutes").count(10),
                    Words::new("15", "live-minutes").count(15),
                    Words::new("25", "live-minutes").count(25),
                    Words::new("30", "live-minutes").count(30),
                    Words::new("60", "live-minutes").count(60),
                    Words::new("never", "live-never"),
                ],
            ),
            Ask::new(Look::Segments, "check_all_folders", "live-all-folders", YES_OR_NO)
                .hint("live-all-folders-hint"),
            Ask::new(Look::Segments, "title_count", "live-title", ON_OR_OFF),
            Ask::new(Look::Segments, "notify", "live-notify", ON_OR_OFF).hint("live-notify-hint"),
            Ask::new(Look::Segments, "notify_content", "live-content", ON_OR_OFF).hint("live-content-hint"),
            Ask::new(Look::Segments, "sound", "live-sound", ON_OR_OFF),
        ],
        link: None,
    },
];

const CLEARED: &[Words] = &[
    Words::new("never", "leaving-never"),
    Words::new("all", "leaving-all"),
    Words::new("7", "leaving-days").count(7),
    Words::new("30", "leaving-days").count(30),
    Words::new("60", "leaving-days").count(60),
    Words::new("90", "leaving-days").count(90),
];

const ON_OR_OFF: &[Words] = &[Words::new("off", "live-no"), Words::new("on", "live-yes")];

#[derive(Debug, Template)]
#[template(path = "settings/mailbox.html")]
struct MailboxPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    asked: Asked,
    columns: Vec<Place>,
    /// The operator decides about them.
    has_fixed_columns: bool,
}

fn mailbox_page(user: &SignedIn, asked: Asked, rules: &Rules) -> MailboxPage {
    MailboxPage {
        chrome: chrome(&user.visitor),
        section: Section::Mailbox,
        failed: asked.failed(),
        asked,
        columns: columns::places(user.visitor.preferences.columns),
        has_fixed_columns: rules.is_fixed(columns::NAME),
    }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    page::html(&mailbox_page(&user, asked, app.decisions.rules()))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<Sent>,
) -> Result<Response, AppError> {
    match Asked::keep(GROUPS, &form, &app.decisions, (user.account, &user.visitor)).await? {
        Err(asked) => {
            let page = mailbox_page(&user, asked, app.decisions.rules());
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(()) => Section::Mailbox.saved(&session).await,
    }
}
