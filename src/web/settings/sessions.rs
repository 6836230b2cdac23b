//! `GET·POST /settings/sessions`: where a person is signed in, and who signed in or tried to.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome};
use crate::agents;
use crate::app::App;
use crate::factor;
use crate::i18n::{Locale, Text};
use crate::store::logins::{Login, Outcome};
use crate::store::sessions::OpenSession;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::ending::{Others, name};
use crate::web::session::{SignedIn, Visit};

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct SessionsForm {
    /// The one that is to end; empty for all others.
    session: String,
}

/// A session, or a login.
#[derive(Debug)]
struct Row {
    /// What it is called in forms.
    name: String,
    /// The browser and its system, in words.
    agent: String,
    address: String,
    begun: String,
    used: String,
    /// For `datetime`.
    machine_date: String,
    /// The session of the page, or a login that went well.
    is_good: bool,
    /// What came of a login: the key of a word.
    outcome: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "settings/sessions.html")]
struct SessionsPage {
    chrome: Chrome,
    section: Section,
    /// The session of the page first.
    open: Vec<Row>,
    /// Whether a login waits for its code, which all others end with.
    is_awaited: bool,
    logins: Vec<Row>,
}

/// All of them.
pub(in crate::web) async fn show(
    State(app): State<App>,
    visit: Visit,
    user: SignedIn,
) -> Result<Response, AppError> {
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let own = visit.session_id();
    let open = visit.sessions().await?;
    let mut open: Vec<Row> = open.iter().map(|it| Row::of(it, own.as_deref(), locale, now)).collect();
    open.sort_by_key(|it| !it.is_good);
    let logins = app.store.logins(user.account, now).await?;
    let logins = logins.iter().map(|it| Row::of_login(it, locale, now)).collect();
    let is_awaited = factor::is_awaited(&app.store, user.credentials.login(), now).await?;
    let (chrome, section) = (chrome(&user.visitor), Section::Sessions);
    page::html(&SessionsPage { chrome, section, open, is_awaited, logins })
}

/// Ends another one, or all others.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<SessionsForm>,
) -> Result<Response, AppError> {
    let others = if form.session.is_empty() { Others::All } else { Others::Named(&form.session) };
    let is_awaited = factor::is_awaited(&app.store, user.credentials.login(), user.visitor.now).await?;
    let said = match visit.close(others).await? {
        0 if is_awaited && others == Others::All => Text::new("sessions-wait-ended"),
        closed => Text::new("sessions-closed").with("count", closed),
    };
    notice::leave(&session, &said).await?;
    Ok(page::see_other(&Section::Sessions.url()))
}

impl Row {
    fn of(session: &OpenSession, own: Option<&str>, locale: Locale, now: i64) -> Self {
        Self {
            name: name(&session.id),
            agent: words(&session.agent, locale),
            address: session.address.clone(),
            begun: locale.long_date(session.begun_at, now),
            used: locale.long_date(session.used_at, now),
            machine_date: locale.machine_date(session.used_at),
            is_good: own == Some(session.id.as_str()),
            outcome: "sessions-this",
        }
    }

    fn of_login(login: &Login, locale: Locale, now: i64) -> Self {
        Self {
            name: String::new(),
            agent: words(&login.agent, locale),
            address: login.address.clone(),
            begun: locale.long_date(login.tried_at, now),
            used: String::new(),
            machine_date: locale.machine_date(login.tried_at),
            is_good: login.outcome == Outcome::In,
            outcome: match login.outcome {
                Outcome::In => "sessions-in",
                Outcome::Refused => "sessions-refused",
                Outcome::Half => "sessions-half",
                Outcome::NoCode => "sessions-no-code",
            },
        }
    }
}

/// The browser and its system, as far as they are known.
fn words(said: &str, locale: Locale) -> String {
    let agent = agents::read(said);
    match (agent.browser, agent.system) {
        (Some(browser), Some(system)) => {
            locale.say(&Text::new("sessions-agent").with("browser", browser).with("system", system))
        }
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => locale.t("sessions-agent-unknown").into_owned(),
    }
}
