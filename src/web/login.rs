//! `GET` and `POST /login`, `POST /logout`, `POST /language`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::imap;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::csrf::{CsrfForm, NoFields};
use super::error::AppError;
use super::extract::{ClientAddress, ClientAgent, Query};
use super::page::{self, Chrome};
use super::session::{SignedIn, Visit, Visitor};
use super::{desk, urls};
use crate::app::App;
use crate::folders::leaving;
use crate::i18n::{Locale, Text};
use crate::login::{self, Caller, Entry, SignedUp};
use crate::{factor, store};

pub(in crate::web) mod code;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct LoginQuery {
    next: String,
    why: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct LoginForm {
    #[serde(default)]
    user: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Debug, Template)]
#[template(path = "login.html")]
struct LoginPage {
    chrome: Chrome,
    /// What was typed.
    user: String,
    /// Where to go from here; empty is the inbox.
    next: String,
    /// Why the last try failed, or why the person is here again.
    problem: Option<Text>,
    /// Whether this is a demonstration, whose logins everybody may know.
    is_demonstration: bool,
}

impl LoginPage {
    /// The address of this page, for the way back after another language was chosen.
    fn here(&self) -> String {
        urls::login(Some(self.next.as_str()).filter(|it| !it.is_empty()))
    }
}

pub(in crate::web) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<LoginQuery>,
) -> Result<Response, AppError> {
    let next = ours(&query.next);
    if visitor.login.is_some() {
        return Ok(page::see_other(&destination(next)));
    }
    let mut chrome = Chrome::new(&visitor);
    let left = match query.why.as_str() {
        "left" => Some("logged-out"),
        "cleared" => Some("logged-out-cleared"),
        "uncleared" => Some("logged-out-uncleared"),
        _ => None,
    };
    chrome.notice = left.map(|it| Text::new(it).into());
    let problem = (query.why == "expired").then(|| Text::new("login-again"));
    let is_demonstration = app.config.is_demonstration;
    page::html(&LoginPage { chrome, user: String::new(), next: next.to_owned(), problem, is_demonstration })
}

pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    ClientAgent(agent): ClientAgent,
    CsrfForm(form): CsrfForm<LoginForm>,
) -> Result<Response, AppError> {
    let visitor = visit.visitor().await?;
    let password = Zeroizing::new(form.password);
    let caller = Caller { address, agent, now: visitor.now };
    let outcome =
        login::sign_in(&app.config, &app.store, &app.imap, &form.user, password.clone(), &caller).await;
    let next = ours(&form.next);
    match outcome {
        Ok(Entry::In(who)) => {
            let response = enter(&app, &visit, &who, &password, next, &caller).await?;
            // One that was switched on meanwhile ended the sessions that it found, and this one may have come after.
            if factor::of(&app.store, who.credentials.login()).await?.is_none() {
                return Ok(response);
            }
            let mut response = page::see_other(urls::LOGIN_CODE);
            visit.end(&mut response).await?;
            visit.wait_for_code(&who, &password, next, &mut response).await?;
            Ok(response)
        }
        Ok(Entry::Code(who)) => {
            let mut response = page::see_other(urls::LOGIN_CODE);
            visit.wait_for_code(&who, &password, next, &mut response).await?;
            Ok(response)
        }
        Err(login::Error::Store(error)) => Err(error.into()),
        Err(error) => {
            let chrome = Chrome::new(&visitor);
            let problem = Some(problem(&error));
            let is_demonstration = app.config.is_demonstration;
            let page =
                LoginPage { chrome, user: form.user, next: next.to_owned(), problem, is_demonstration };
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Begins the session of somebody who is known now, and leads them where they wanted to go. Nobody is kept out because
/// their language is not known, or not written: a code that was taken counts no more.
async fn enter(
    app: &App,
    visit: &Visit,
    who: &SignedUp,
    password: &str,
    next: &str,
    caller: &Caller,
) -> Result<Response, AppError> {
    desk::welcome(app, who, caller.now);
    let language = language_of(app, visit, who).await.unwrap_or_else(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "a session begins without its language");
        visit.chosen_language().map(|it| it.tag().to_owned())
    });
    let mut response = page::see_other(&destination(next));
    visit.begin(who, password, language, caller, &mut response).await?;
    Ok(response)
}

/// The language of a person, which is the one that they chose before they signed in, where they had none.
async fn language_of(app: &App, visit: &Visit, who: &SignedUp) -> Result<Option<String>, store::Error> {
    let language = app.store.account_language(who.account).await?;
    if let (None, Some(chosen)) = (&language, visit.chosen_language()) {
        app.store.set_account_language(who.account, chosen.tag()).await?;
        return Ok(Some(chosen.tag().to_owned()));
    }
    Ok(language)
}

pub(in crate::web) async fn leave(
    State(app): State<App>,
    visit: Visit,
    user: Result<SignedIn, AppError>,
    _: CsrfForm<NoFields>,
) -> Result<Response, AppError> {
    let why = match user {
        Ok(user) => clear(&app, &user).await,
        Err(_) => "left",
    };
    let mut response = page::see_other(&urls::login_because(why, None));
    visit.end(&mut response).await?;
    Ok(response)
}

/// Removes what the person wants to be gone; what the page of the login says of it. Nobody stays signed in because
/// it takes long, or fails.
async fn clear(app: &App, user: &SignedIn) -> &'static str {
    let (desk, now) = (desk::of(app, user), user.visitor.now);
    let work = tokio::spawn(async move { leaving::clear(&desk, now).await });
    match tokio::time::timeout(desk::patience(app), work).await {
        Ok(Ok(Ok(0))) => "left",
        Ok(Ok(Ok(_))) => "cleared",
        Ok(Ok(Err(error))) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a mailbox was not cleared at the end");
            "uncleared"
        }
        Ok(Err(_)) | Err(_) => "uncleared",
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct LanguageForm {
    #[serde(alias = "lang")]
    language: String,
    #[serde(default)]
    back: String,
}

pub(in crate::web) async fn language(
    visit: Visit,
    CsrfForm(form): CsrfForm<LanguageForm>,
) -> Result<Response, AppError> {
    let unknown = || AppError::BadRequest(Text::new("error-bad-request-sentence"));
    let locale = Locale::from_tag(&form.language).ok_or_else(unknown)?;
    let mut response = page::see_other(if urls::is_ours(&form.back) { &form.back } else { "/" });
    visit.choose(locale, &mut response).await?;
    Ok(response)
}

/// The address, if it is one of ours, else nothing.
fn ours(next: &str) -> &str {
    if urls::is_ours(next) { next } else { "" }
}

fn destination(next: &str) -> String {
    if next.is_empty() { urls::home() } else { next.to_owned() }
}

/// The sentence for somebody who is not signed in. Logs what the operator must know of.
pub(in crate::web) fn problem(error: &login::Error) -> Text {
    match error {
        login::Error::Credentials { tries_left } => Text::new("login-wrong").with("count", *tries_left),
        login::Error::Code { tries_left } => Text::new("code-wrong").with("count", *tries_left),
        login::Error::NobodyWaits => Text::new("login-again"),
        login::Error::TooMany { wait_seconds } => {
            Text::new("login-wait").with("count", wait_seconds.saturating_add(59) / 60)
        }
        login::Error::Name => Text::new("login-name"),
        login::Error::MailServer(error @ imap::Error::Certificate(cause)) => {
            tracing::error!(%error, ?cause, "nobody can sign in");
            Text::new("login-certificate")
        }
        login::Error::MailServer(error) => {
            tracing::error!(cause = ?error, "nobody can sign in");
            Text::new("login-server")
        }
        login::Error::Store(_) => Text::new("error-internal-sentence"),
    }
}
