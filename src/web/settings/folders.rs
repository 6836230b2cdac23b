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
use crate::folders::roles::Chosen;
use crate::folders::{self, Obstacle, Order, Outcome, Overview};
use crate::i18n::Text;
use crate::rules::following::Followed;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page::{self, Chrome};
use crate::web::quota::Quota;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

mod roles;
mod shown;

use roles::RoleField;
use shown::{Choice, One, Row};

/// Which folder is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct FoldersQuery {
    folder: Option<String>,
    /// A new one is to be made.
    new: Option<String>,
    /// Inside of which one.
    inside: Option<String>,
    /// Which folder is for what is to be decided.
    roles: Option<String>,
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
    /// Where to go afterwards, if not to the folder.
    back: String,
    drafts: String,
    sent: String,
    archive: String,
    junk: String,
    trash: String,
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
    /// What is used of the room that there is.
    room: Option<Quota>,
    /// Chosen for something, and there no more: a sentence each.
    lost: Vec<String>,
    /// Which folder is for what, where that is decided; else a folder stands there.
    roles: Option<Vec<RoleField>>,
    /// The folder that is looked at; else a new one can be made.
    one: Option<One>,
    /// Where it is, or a new one could be.
    places: Vec<Choice>,
    typed: Typed,
    ask: Ask,
    progress: Option<Progress>,
}

/// What stands beside the list.
#[derive(Debug)]
enum Beside {
    /// The form for a new folder, perhaps inside another one.
    New { inside: Option<MailboxName> },
    /// A folder.
    Folder(MailboxName, Ask),
    /// Which folder is for what: as it was sent, or else as it is.
    Roles(Option<Chosen>),
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
    let beside = match folder.transpose()? {
        _ if query.roles.is_some() => Beside::Roles(None),
        Some(folder) => Beside::Folder(folder, ask),
        None => Beside::New { inside: query.inside.as_deref().and_then(MailboxName::parse) },
    };
    let mut page = look(&app, &user, beside, None).await?;
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
    match (form.order.as_str(), &folder) {
        ("roles", _) => return choose_roles(&app, &session, &user, &form).await,
        ("empty", Some(folder)) => {
            emptying::begin(&desk::of(&app, &user), folder.clone());
            return Ok(page::see_other(&urls::settings_folder(folder)));
        }
        _ => {}
    }
    let order = read(&form, folder.clone()).ok_or(AppError::NotFound)?;
    let outcome = folders::arrange(&desk::of(&app, &user), order).await?;
    let (words, at) = match outcome {
        Outcome::Created(name) => (Text::new("folders-created"), Some(name)),
        Outcome::Renamed(name, followed) => (renamed(followed), Some(name)),
        Outcome::Deleted { is_named: false } => (Text::new("folders-deleted"), None),
        Outcome::Deleted { is_named: true } => (Text::new("folders-deleted-named"), None),
        Outcome::Shown(true) => (Text::new("folders-now-shown"), folder),
        Outcome::Shown(false) => (Text::new("folders-now-hidden"), folder),
        Outcome::Seen => (Text::new("folders-seen"), folder),
        Outcome::NotDone(obstacle) => {
            return refused(&app, &user, folder, obstacle, form).await;
        }
    };
    notice::leave(&session, &words).await?;
    let arranged = at.map_or_else(|| Section::Folders.url(), |it| urls::settings_folder(&it));
    Ok(page::see_other(if urls::is_ours(&form.back) { &form.back } else { &arranged }))
}

/// That a folder has another name, and what became of rules.
fn renamed(followed: Followed) -> Text {
    Text::new(match followed {
        Followed::NotNamed => "folders-renamed",
        Followed::Yes => "folders-renamed-rules",
        Followed::No => "folders-renamed-not-rules",
    })
}

/// The page again, with what was typed and why nothing was done.
async fn refused(
    app: &App,
    user: &SignedIn,
    folder: Option<MailboxName>,
    obstacle: Obstacle,
    form: FoldersForm,
) -> Result<Response, AppError> {
    let inside = MailboxName::parse(&form.inside);
    let typed = Typed { problem: Some(problem(obstacle)), inside: inside.clone(), name: form.name };
    let beside = match folder.filter(|_| obstacle != Obstacle::Gone) {
        Some(folder) => Beside::Folder(folder, Ask::Nothing),
        None => Beside::New { inside },
    };
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &look(app, user, beside, Some(typed)).await?)
}

/// Keeps which folder is for what.
async fn choose_roles(
    app: &App,
    session: &Session,
    user: &SignedIn,
    form: &FoldersForm,
) -> Result<Response, AppError> {
    let chosen = roles::read(form);
    let kept = folders::roles::choose(&desk::of(app, user), chosen.clone()).await?;
    let Some(problem) = roles::problem(kept) else {
        notice::leave(session, &Text::new("roles-kept")).await?;
        return Ok(page::see_other(&urls::settings_roles()));
    };
    let typed = Typed { problem: Some(problem), ..Typed::default() };
    let page = look(app, user, Beside::Roles(Some(chosen)), Some(typed)).await?;
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
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
    beside: Beside,
    typed: Option<Typed>,
) -> Result<FoldersPage, AppError> {
    let (folder, ask) = match &beside {
        Beside::Folder(folder, ask) => (Some(folder), *ask),
        Beside::New { .. } | Beside::Roles(_) => (None, Ask::Nothing),
    };
    let Overview { all, one, size } = folders::look(&desk::of(app, user), folder).await?;
    if folder.is_some() && one.is_none() {
        return Err(AppError::NotFound);
    }
    let (locale, chrome, rules) = (user.visitor.locale, chrome(&user.visitor), app.decisions.rules());
    let one = one.map(|found| One::new(&all, &found, size, &chrome));
    let typed = typed.unwrap_or_else(|| match (&one, &beside) {
        (Some(one), _) => Typed { name: one.name.clone(), inside: one.inside.clone(), problem: None },
        (None, Beside::New { inside }) => Typed { inside: inside.clone(), ..Typed::default() },
        (None, _) => Typed::default(),
    });
    let roles = match &beside {
        Beside::Roles(chosen) => Some(roles::fields(&all, &chrome, rules, chosen.as_ref())),
        Beside::New { .. } | Beside::Folder(..) => None,
    };
    Ok(FoldersPage {
        section: Section::Folders,
        is_open: one.is_some() || roles.is_some() || typed.problem.is_some(),
        rows: shown::rows(&all, folder, chrome.naming()),
        room: all.room.map(|it| Quota::new(it, locale)),
        lost: roles::lost(&all, &chrome, rules),
        roles,
        places: shown::places(&all, folder, typed.inside.as_ref(), chrome.naming()),
        progress: folder.and_then(|it| emptying::progress(user.account, it)),
        one,
        typed,
        ask,
        chrome,
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
