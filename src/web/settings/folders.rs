//! `GET·POST /settings/folders?folder=&ask=`: all folders, and one of them or a new one beside them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::mailbox::MailboxName;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome};
use crate::app::App;
use crate::folders::emptying::{self, Progress};
use crate::folders::naming::BadName;
use crate::folders::{self, Obstacle, Order, Outcome, Overview};
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

mod shown;

use shown::{Choice, One, Row};

/// Which folder is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct FoldersQuery {
    folder: Option<String>,
    /// A new one is to be made.
    new: Option<String>,
    /// `empty` or `delete`: whether that is to be done is asked.
    ask: String,
}

/// What is sent, by the button that was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct FoldersForm {
    #[serde(rename = "do")]
    order: String,
    folder: String,
    name: String,
    inside: String,
}

/// What stands in the fields of a name and its place.
#[derive(Debug, Default)]
pub(in crate::web) struct Typed {
    name: String,
    inside: Option<MailboxName>,
    problem: Option<Text>,
}

#[derive(Debug, Template)]
#[template(path = "settings/folders.html")]
struct FoldersPage {
    chrome: Chrome,
    section: Section,
    /// A telephone shows the folder, or the form for a new one, and not the list.
    is_open: bool,
    rows: Vec<Row>,
    /// What is used of the room that there is, in hundredths, and in words.
    room: Option<(u64, Text)>,
    /// The folder that is looked at; else a new one can be made.
    one: Option<One>,
    /// Where it is, or a new one could be.
    places: Vec<Choice>,
    typed: Typed,
    ask: Ask,
    progress: Option<Progress>,
}

/// What is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Nothing,
    Empty,
    Delete,
}

/// The folders as they are.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<FoldersQuery>,
) -> Result<Response, AppError> {
    let folder = query.folder.as_deref().map(|it| MailboxName::parse(it).ok_or(AppError::NotFound));
    let ask = match query.ask.as_str() {
        "empty" => Ask::Empty,
        "delete" => Ask::Delete,
        _ => Ask::Nothing,
    };
    let mut page = look(&app, &user, folder.transpose()?.as_ref(), ask, None).await?;
    page.is_open |= query.new.is_some();
    page::html(&page)
}

/// Does one thing, and shows the folder again with what became of it.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<FoldersForm>,
) -> Result<Response, AppError> {
    let folder = MailboxName::parse(&form.folder);
    if let ("empty", Some(folder)) = (form.order.as_str(), &folder) {
        emptying::begin(&desk::of(&app, &user), folder.clone());
        return Ok(page::see_other(&urls::settings_folder(folder)));
    }
    let order = read(&form, folder.clone()).ok_or(AppError::NotFound)?;
    let outcome = folders::arrange(&desk::of(&app, &user), order).await?;
    let (words, at) = match outcome {
        Outcome::Created(name) => (Text::new("folders-created"), Some(name)),
        Outcome::Renamed(name) => (Text::new("folders-renamed"), Some(name)),
        Outcome::Deleted => (Text::new("folders-deleted"), None),
        Outcome::Shown(true) => (Text::new("folders-now-shown"), folder),
        Outcome::Shown(false) => (Text::new("folders-now-hidden"), folder),
        Outcome::Seen => (Text::new("folders-seen"), folder),
        Outcome::NotDone(obstacle) => {
            let typed = Typed {
                problem: Some(problem(obstacle)),
                inside: MailboxName::parse(&form.inside),
                name: form.name,
            };
            let gone = obstacle == Obstacle::Gone;
            let page =
                look(&app, &user, folder.as_ref().filter(|_| !gone), Ask::Nothing, Some(typed)).await?;
            return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    notice::leave(&session, &words).await?;
    Ok(page::see_other(&at.map_or_else(|| Section::Folders.url(), |it| urls::settings_folder(&it))))
}

/// What a form asks for; `None` when no page of ours sends it.
fn read(form: &FoldersForm, folder: Option<MailboxName>) -> Option<Order> {
    let inside = MailboxName::parse(&form.inside);
    let name = form.name.clone();
    Some(match form.order.as_str() {
        "create" => Order::Create { inside, name },
        "rename" => Order::Rename { folder: folder?, inside, name },
        "delete" => Order::Delete(folder?),
        "show" => Order::Show(folder?, true),
        "hide" => Order::Show(folder?, false),
        "read" => Order::SeeAll(folder?),
        _ => return None,
    })
}

async fn look(
    app: &App,
    user: &SignedIn,
    folder: Option<&MailboxName>,
    ask: Ask,
    typed: Option<Typed>,
) -> Result<FoldersPage, AppError> {
    let overview = folders::look(&desk::of(app, user), folder).await?;
    if folder.is_some() && overview.one.is_none() {
        return Err(AppError::NotFound);
    }
    let locale = user.visitor.locale;
    let Overview { all, one, size } = overview;
    let one = one.map(|found| One::new(&all, &found, size, locale));
    let typed = typed.unwrap_or_else(|| match &one {
        Some(one) => Typed { name: one.name.clone(), inside: one.inside.clone(), problem: None },
        None => Typed::default(),
    });
    Ok(FoldersPage {
        chrome: chrome(&user.visitor),
        section: Section::Folders,
        is_open: one.is_some() || typed.problem.is_some(),
        rows: shown::rows(&all, folder, locale),
        room: all.room.map(|it| shown::room(it, locale)),
        places: shown::places(&all, folder, typed.inside.as_ref(), locale),
        progress: folder.and_then(|it| emptying::progress(user.account, it)),
        one,
        typed,
        ask,
    })
}

/// Why nothing was done, and what to do.
fn problem(obstacle: Obstacle) -> Text {
    Text::new(match obstacle {
        Obstacle::Name(BadName::Character(found)) => {
            return Text::new("folders-name-character").with("character", found.to_string());
        }
        Obstacle::Name(BadName::Empty) => "folders-name-empty",
        Obstacle::Name(BadName::TooLong) => "folders-name-long",
        Obstacle::Name(BadName::Taken) => "folders-name-taken",
        Obstacle::Gone => "folders-gone",
        Obstacle::HasRole => "folders-role",
        Obstacle::NotInside => "folders-not-inside",
        Obstacle::Refused => "folders-refused",
    })
}
