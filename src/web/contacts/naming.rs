//! `GET` and `POST /contacts/books`, `/contacts/books/{book}`, `/contacts/groups` and `/contacts/groups/{group}`: books and
//! groups are made, named and removed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::panes::{self, Beside, NamedView};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::contacts::anywhere;
use crate::contacts::books::{self, BookId, NotNamed};
use crate::contacts::indexing;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// The name that was typed, and the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct NameForm {
    #[serde(rename = "do")]
    order: String,
    name: String,
}

/// The form for a new book.
pub(in crate::web) async fn new_book(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    look(&app, &user, book_form(None), String::new(), None).await
}

/// The form of a book that the person made.
pub(in crate::web) async fn book(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, AppError> {
    let name = name_of_book(&app, &user, id).await?;
    look(&app, &user, book_form(Some(id)), name, None).await
}

/// The form for a new group.
pub(in crate::web) async fn new_group(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    look(&app, &user, group_form(None), String::new(), None).await
}

/// The form of a group.
pub(in crate::web) async fn group(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, AppError> {
    let name = name_of_group(&app, &user, id).await?;
    look(&app, &user, group_form(Some(id)), name, None).await
}

/// Makes a book.
pub(in crate::web) async fn make_book(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    CsrfForm(form): CsrfForm<NameForm>,
) -> Result<Response, AppError> {
    match books::make(&app.store, user.account, &form.name).await? {
        Ok(book) => go(&session, "contacts-book-made", &form.name, &urls::contacts::list(&book.name())).await,
        Err(why) => look(&app, &user, book_form(None), form.name, Some(unnamed(why))).await,
    }
}

/// Names or removes a book.
pub(in crate::web) async fn change_book(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path(id): Path<i64>,
    CsrfForm(form): CsrfForm<NameForm>,
) -> Result<Response, AppError> {
    let name = name_of_book(&app, &user, id).await?;
    let book = BookId::Own(id).name();
    if form.order == "remove" {
        if app.store.remove_empty_book(user.account, id, &book).await? {
            let home = urls::contacts::list(&BookId::Personal.name());
            return go(&session, "contacts-book-removed", &name, &home).await;
        }
        let problem = Some(Text::new("contacts-book-not-empty"));
        return look(&app, &user, book_form(Some(id)), name, problem).await;
    }
    match books::rename(&app.store, user.account, id, &form.name).await? {
        Ok(()) => go(&session, "contacts-renamed", &form.name, &urls::contacts::list(&book)).await,
        Err(why) => look(&app, &user, book_form(Some(id)), form.name, Some(unnamed(why))).await,
    }
}

/// Makes a group.
pub(in crate::web) async fn make_group(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    CsrfForm(form): CsrfForm<NameForm>,
) -> Result<Response, AppError> {
    let Some(name) = books::fit(&form.name) else {
        return look(&app, &user, group_form(None), form.name, Some(unnamed(NotNamed::Unfit))).await;
    };
    let id = app.store.make_group(user.account, &name, &indexing::group_key(&name)).await?;
    go(&session, "contacts-group-made", &name, &urls::contacts::of_group(id)).await
}

/// Names or removes a group.
pub(in crate::web) async fn change_group(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path(id): Path<i64>,
    CsrfForm(form): CsrfForm<NameForm>,
) -> Result<Response, AppError> {
    let name = name_of_group(&app, &user, id).await?;
    if form.order == "remove" {
        let done =
            anywhere::remove_group(&desk::reach(&app, &user), user.account, id, user.visitor.now).await?;
        if let Some(problem) = words::stopped(&done, user.visitor.locale) {
            return look(&app, &user, group_form(Some(id)), name, Some(problem)).await;
        }
        let home = urls::contacts::list(&BookId::Personal.name());
        return go(&session, "contacts-group-removed", &name, &home).await;
    }
    let problem = match books::fit(&form.name) {
        Some(new) => {
            let reach = desk::reach(&app, &user);
            match anywhere::rename_group(&reach, user.account, id, &new, user.visitor.now).await? {
                Some(done) => {
                    if let Some(problem) = words::stopped(&done, user.visitor.locale) {
                        return look(&app, &user, group_form(Some(id)), new, Some(problem)).await;
                    }
                    return go(&session, "contacts-renamed", &new, &urls::contacts::of_group(id)).await;
                }
                None => NotNamed::Taken,
            }
        }
        None => NotNamed::Unfit,
    };
    look(&app, &user, group_form(Some(id)), form.name, Some(unnamed(problem))).await
}

async fn name_of_book(app: &App, user: &SignedIn, id: i64) -> Result<String, AppError> {
    let books = app.store.books(user.account).await?;
    books.into_iter().find(|it| it.id == id).map(|it| it.name).ok_or(AppError::NotFound)
}

async fn name_of_group(app: &App, user: &SignedIn, id: i64) -> Result<String, AppError> {
    let groups = app.store.groups(user.account).await?;
    groups.into_iter().find(|it| it.id == id).map(|it| it.name).ok_or(AppError::NotFound)
}

async fn go(session: &Session, said: &'static str, name: &str, url: &str) -> Result<Response, AppError> {
    notice::leave(session, &Text::new(said).with("name", name.trim())).await?;
    Ok(see_other(url))
}

/// Which form it is, and beside which list it stands.
struct Form {
    title: &'static str,
    url: String,
    removal: &'static str,
    id: Option<i64>,
    list: (String, ListQuery),
}

fn book_form(id: Option<i64>) -> Form {
    Form {
        title: if id.is_some() { "contacts-book-edit" } else { "contacts-book-new" },
        url: id.map_or_else(urls::contacts::books, urls::contacts::book),
        removal: "contacts-book-removal",
        id,
        list: (id.map_or(BookId::Personal, BookId::Own).name(), ListQuery::default()),
    }
}

fn group_form(id: Option<i64>) -> Form {
    let list = match id {
        Some(_) => (urls::contacts::ALL.to_owned(), ListQuery::of_group(id)),
        None => (BookId::Personal.name(), ListQuery::default()),
    };
    Form {
        title: if id.is_some() { "contacts-group-edit" } else { "contacts-group-new" },
        url: id.map_or_else(urls::contacts::groups, urls::contacts::group),
        removal: "contacts-group-removal",
        id,
        list,
    }
}

async fn look(
    app: &App,
    user: &SignedIn,
    form: Form,
    name: String,
    problem: Option<Text>,
) -> Result<Response, AppError> {
    let Form { title, url, removal, id, list: (book, query) } = form;
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let named = NamedView { title, url, id, name, removal, problem };
    panes::show(app, user, view, status, Beside::Named(named)).await
}

/// Why nothing was kept, and what to do.
fn unnamed(why: NotNamed) -> Text {
    match why {
        NotNamed::Unfit => Text::new("contacts-name-unfit").with("most", books::MOST_NAME),
        NotNamed::Taken => Text::new("contacts-name-taken"),
        NotNamed::TooMany => Text::new("contacts-too-many-books"),
    }
}
