//! `GET` and `POST /contacts/servers` and `/contacts/servers/{book}`: books on servers are added, read again, named
//! and taken out.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;
use zeroize::Zeroizing;

use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::config::carddav::CardDav;
use crate::contacts::Error;
use crate::contacts::books::{self, BookId};
use crate::contacts::remote::{self, Added, Asked, Failure, syncing};
use crate::i18n::{Locale, Text};
use crate::store::remote_books::RemoteBookRow;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// How long a page waits for a book to be read: what takes longer goes on without it.
const PATIENCE: Duration = Duration::from_secs(8);

/// The form that adds books.
#[derive(Debug)]
pub(super) struct ServersView {
    /// Servers that the operator names: a value of the field, a name, and whether it takes the login of the mail.
    pub(super) named: Vec<(String, String, bool)>,
    /// Other servers may be named, too.
    pub(super) any_server: bool,
    /// What was typed.
    pub(super) server: String,
    pub(super) url: String,
    pub(super) login: String,
    pub(super) problem: Option<Text>,
}

/// A book on a server.
#[derive(Debug)]
pub(super) struct ServerView {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) login: String,
    pub(super) is_read_only: bool,
    /// It has a password of its own, which can be typed anew.
    pub(super) has_password: bool,
    pub(super) state: StateView,
    pub(super) problem: Option<Text>,
}

/// How a book was read last.
#[derive(Debug)]
pub(super) struct StateView {
    pub(super) text: Text,
    /// It could not be read.
    pub(super) is_stale: bool,
    /// Where it is read again.
    pub(super) url: String,
}

/// What was typed to add books.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ServersForm {
    server: String,
    url: String,
    login: String,
    password: String,
}

/// What is to be done with a book.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ServerForm {
    #[serde(rename = "do")]
    order: String,
    name: String,
    password: String,
}

impl StateView {
    pub(super) fn new(row: &RemoteBookRow, locale: Locale, now: i64) -> Self {
        let said = |at: i64| locale.long_date(at, now);
        let text = match (Failure::of_row(row), row.failed_at, row.read_at) {
            (Some(why), Some(failed), Some(read)) => Text::new("contacts-server-stale")
                .with("why", locale.say(&Text::new(words::failure(why))))
                .with("failed", said(failed))
                .with("since", said(read)),
            (Some(why), _, _) => {
                Text::new("contacts-server-unread").with("why", locale.say(&Text::new(words::failure(why))))
            }
            (None, _, Some(read)) => Text::new("contacts-server-fresh").with("since", said(read)),
            (None, _, None) if remote::is_at_work(row.id) => Text::new("contacts-server-reading"),
            (None, _, None) => Text::new("contacts-server-new"),
        };
        Self { text, is_stale: row.failed_at.is_some(), url: urls::contacts::server(row.id) }
    }
}

/// The form that adds books.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let view = ServersView::new(&app.config.carddav, &ServersForm::default(), None);
    look(&app, &user, view).await
}

/// Adds books.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    CsrfForm(form): CsrfForm<ServersForm>,
) -> Result<Response, AppError> {
    let reach = desk::reach(&app, &user);
    let asked = asked(&app.config.carddav, &form);
    let problem = match remote::add(&reach, user.account, &asked).await {
        Ok(Added { books, known }) => match books.first() {
            Some(first) => {
                let first = *first;
                let text = Text::new("contacts-server-added").with("count", books.len());
                syncing::within(&reach, user.account, &books, user.visitor.now, PATIENCE).await?;
                notice::leave(&session, &text).await?;
                return Ok(see_other(&urls::contacts::list(&BookId::Remote(first).name())));
            }
            None => Text::new("contacts-server-known").with("count", known),
        },
        Err(Error::Store(error)) => return Err(error.into()),
        Err(error) => words::problem(&error, user.visitor.locale, "contacts-server-not-added"),
    };
    look(&app, &user, ServersView::new(&app.config.carddav, &form, Some(problem))).await
}

/// A book.
pub(in crate::web) async fn book(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, AppError> {
    let row = row(&app, &user, id).await?;
    look_at(&app, &user, &row, None).await
}

/// Reads a book again, names it, or takes it out.
pub(in crate::web) async fn change(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path(id): Path<i64>,
    CsrfForm(form): CsrfForm<ServerForm>,
) -> Result<Response, AppError> {
    let row = row(&app, &user, id).await?;
    let (reach, account, now) = (desk::reach(&app, &user), user.account, user.visitor.now);
    let list = urls::contacts::list(&BookId::Remote(id).name());
    let said = match form.order.as_str() {
        "remove" => {
            app.store.remove_remote_book(account, id).await?;
            let home = urls::contacts::list(&BookId::Personal.name());
            notice::leave(&session, &Text::new("contacts-server-removed").with("name", row.name.as_str()))
                .await?;
            return Ok(see_other(&home));
        }
        "save" => {
            let password = Zeroizing::new(form.password);
            if !remote::change(&reach, &row, &form.name, Some(&password)).await? {
                let problem = Text::new("contacts-name-unfit").with("most", books::MOST_NAME);
                return look_at(&app, &user, &RemoteBookRow { name: form.name, ..row }, Some(problem)).await;
            }
            Text::new("contacts-renamed").with("name", form.name.trim())
        }
        _ => Text::new("contacts-server-read"),
    };
    let outcome = syncing::within(&reach, account, &[id], now, PATIENCE).await?;
    let text = match outcome {
        None => Text::new("contacts-server-reading"),
        Some(Some(why)) => Text::new(words::failure(why)),
        Some(None) => said,
    };
    notice::leave(&session, &text).await?;
    Ok(see_other(&list))
}

/// Whom to ask: a server of the operator's, or the one that was typed. Who typed one means it, whatever the list
/// says: no other server gets to see the password.
fn asked(servers: &CardDav, form: &ServersForm) -> Asked {
    let named = form.server.parse().ok().and_then(|at: usize| servers.servers.get(at));
    let named = named.filter(|_| form.url.trim().is_empty());
    let password = Zeroizing::new(form.password.clone());
    Asked {
        url: named.map_or(&form.url, |it| &it.url).clone(),
        login: form.login.trim().to_owned(),
        password: named.is_none_or(|it| !it.has_mail_login).then_some(password),
    }
}

impl ServersView {
    fn new(servers: &CardDav, form: &ServersForm, problem: Option<Text>) -> Self {
        let named = servers.servers.iter().enumerate();
        Self {
            named: named.map(|(at, it)| (at.to_string(), it.name.clone(), it.has_mail_login)).collect(),
            any_server: servers.any_server,
            server: form.server.clone(),
            url: form.url.clone(),
            login: form.login.clone(),
            problem,
        }
    }

    /// Whether some of them want a name and a password.
    pub(super) fn wants_login(&self) -> bool {
        self.any_server || self.named.iter().any(|it| !it.2)
    }
}

async fn row(app: &App, user: &SignedIn, id: i64) -> Result<RemoteBookRow, AppError> {
    app.store.remote_book(user.account, id).await?.ok_or(AppError::NotFound)
}

async fn look(app: &App, user: &SignedIn, servers: ServersView) -> Result<Response, AppError> {
    let personal = BookId::Personal.name();
    let view = View::read(&personal, ListQuery::default()).ok_or(AppError::NotFound)?;
    let status = status(servers.problem.as_ref());
    panes::show(app, user, view, status, Beside::Servers(servers)).await
}

async fn look_at(
    app: &App,
    user: &SignedIn,
    row: &RemoteBookRow,
    problem: Option<Text>,
) -> Result<Response, AppError> {
    let name = BookId::Remote(row.id).name();
    let view = View::read(&name, ListQuery::default()).ok_or(AppError::NotFound)?;
    let status = status(problem.as_ref());
    let server = ServerView {
        name: row.name.clone(),
        url: row.url.clone(),
        login: row.login.clone(),
        is_read_only: row.is_read_only,
        has_password: row.password.is_some(),
        state: StateView::new(row, user.visitor.locale, user.visitor.now),
        problem,
    };
    panes::show(app, user, view, status, Beside::Server(Box::new(server))).await
}

fn status(problem: Option<&Text>) -> StatusCode {
    if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
