//! `GET·POST /settings/contacts`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::groups::{Ask, Asked, Group, Look, Sent, Words, YES_OR_NO};
use super::{Section, chrome};
use crate::app::App;
use crate::contacts::books::{self, Book, BookId};
use crate::preferences::Preferences;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

/// The preference that says where new cards go.
const NEW_CARDS: &str = "new_cards";

/// The one that says where those go who are written to.
const COLLECT_INTO: &str = "collect_into";

pub(super) const GROUPS: &[Group] = &[
    Group {
        id: "list",
        heading: "people-list",
        asks: &[
            Ask::new(
                Look::Choices,
                "contacts_names",
                "people-names",
                &[
                    Words::new("shown", "people-names-shown"),
                    Words::new("first-last", "people-names-first-last"),
                    Words::new("last-first", "people-names-last-first"),
                    Words::new("last-comma-first", "people-names-last-comma-first"),
                ],
            ),
            Ask::new(
                Look::Segments,
                "contacts_sort",
                "people-sort",
                &[Words::new("surname", "people-sort-surname"), Words::new("name", "people-sort-name")],
            ),
            Ask::new(
                Look::List,
                "contacts_page",
                "people-page",
                &[
                    Words::new("25", "people-page-count").count(25),
                    Words::new("50", "people-page-count").count(50),
                    Words::new("100", "people-page-count").count(100),
                    Words::new("200", "people-page-count").count(200),
                ],
            ),
        ],
        link: None,
    },
    Group {
        id: "books",
        heading: "people-books",
        asks: &[
            Ask::new(Look::Books, NEW_CARDS, "people-new-cards", &[]).hint("people-new-cards-hint"),
            Ask::new(Look::Books, COLLECT_INTO, "people-collect-into", &[]).hint("people-collect-into-hint"),
        ],
        link: None,
    },
    Group {
        id: "completing",
        heading: "people-completing",
        asks: &[Ask::new(Look::Segments, "one_address", "people-one-address", YES_OR_NO)
            .hint("people-one-address-hint")],
        link: None,
    },
];

#[derive(Debug, Template)]
#[template(path = "settings/contacts.html")]
struct ContactsPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    asked: Asked,
}

async fn contacts_page(app: &App, user: &SignedIn, asked: Asked) -> Result<ContactsPage, AppError> {
    let all = books::all(&app.store, user.account).await?;
    let chrome = chrome(&user.visitor);
    let offered = |wanted: fn(&Book) -> bool| {
        let wanted = all.iter().filter(|it| wanted(it));
        wanted.map(|it| (it.id.name(), book_name(it, &chrome))).collect::<Vec<_>>()
    };
    let asked = asked
        .with_answers(NEW_CARDS, offered(|it| it.takes_cards))
        .with_answers(COLLECT_INTO, offered(|it| it.id.is_own() || it.id == BookId::Collected));
    Ok(ContactsPage { failed: asked.failed(), asked, section: Section::Contacts, chrome })
}

/// What a book is called.
fn book_name(book: &Book, chrome: &Chrome) -> String {
    let key = match book.id {
        BookId::Personal => "contacts-personal",
        BookId::Collected => "contacts-collected",
        BookId::Directory => "contacts-directory",
        BookId::Own(_) | BookId::Remote(_) => return book.name.clone(),
    };
    chrome.t(key).into_owned()
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    page::html(&contacts_page(&app, &user, asked).await?)
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
            let page = contacts_page(&app, &user, asked).await?;
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(()) => Section::Contacts.saved(&session).await,
    }
}
