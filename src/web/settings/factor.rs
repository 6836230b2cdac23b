//! `GET·POST /settings/second-factor`: a code after the password.
//!
//! Once it is on, nothing of it is changed with the password alone: whoever found that out at an open session would be
//! rid of what guards against it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;
use zeroize::Zeroizing;

use super::{Section, chrome, proof};
use crate::app::App;
use crate::clients::Code;
use crate::factor::{self, Factor, NotOn, Offer, RecoveryCodes, SwitchedOn};
use crate::i18n::Text;
use crate::login::Caller;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{ClientAddress, ClientAgent};
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visit};

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct FactorForm {
    /// `begin`, `on`, `off`, `codes`.
    #[serde(rename = "do")]
    order: String,
    password: String,
    /// The secret that is confirmed, sealed.
    offer: String,
    /// Of the authenticator, or one that was written down.
    code: String,
}

/// What the page is about.
#[derive(Debug)]
enum Stage {
    /// The password alone opens the pages.
    Off,
    /// A secret is there to be taken over.
    Offered(Offered),
    /// It is on: since when, and how many codes are left.
    On(String, u32),
    /// Codes to write down, and whether a session of before may be open.
    Codes(RecoveryCodes, bool),
}

/// A secret for an authenticator.
struct Offered {
    picture: Option<Code>,
    /// In groups of four.
    text: Zeroizing<String>,
    sealed: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/factor.html")]
struct FactorPage {
    chrome: Chrome,
    section: Section,
    stage: Stage,
    wrong: Option<Wrong>,
}

/// What is wrong with what was typed.
#[derive(Debug)]
struct Wrong {
    /// The order of the form.
    order: &'static str,
    /// `password` or `code`.
    field: &'static str,
    problem: Text,
}

/// As it is.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    page::html(&as_it_is(&app, &user, None).await?)
}

/// Does one step; with a mistake the page again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    user: SignedIn,
    ClientAddress(address): ClientAddress,
    ClientAgent(agent): ClientAgent,
    CsrfForm(form): CsrfForm<FactorForm>,
) -> Result<Response, AppError> {
    if form.order == "on" {
        return switch_on(&app, &visit, &user, &form).await;
    }
    let order = ["begin", "off", "codes"].into_iter().find(|it| *it == form.order);
    let order = order.ok_or(AppError::NotFound)?;
    let caller = Caller { address, agent, now: user.visitor.now };
    if let Some(found) = unproven(&app, &user, order, form, &caller).await? {
        return wrong(&as_it_is(&app, &user, Some(found)).await?);
    }
    let login = user.credentials.login();
    match order {
        "begin" => {
            let offer = factor::offer(&app.server_key, login, user.visitor.now);
            page::html(&FactorPage::new(&user, Stage::offered(&offer, &user)))
        }
        "codes" => match factor::renew_codes(&app.store, &app.server_key, login).await? {
            Some(codes) => page::html(&FactorPage::new(&user, Stage::Codes(codes, false))),
            None => Ok(page::see_other(&Section::SecondFactor.url())),
        },
        _ => {
            factor::switch_off(&app.store, login).await?;
            notice::leave(&session, &Text::new("factor-is-off")).await?;
            Ok(page::see_other(&Section::SecondFactor.url()))
        }
    }
}

/// Why what was typed does not prove who asks: the password, and a code where there are any.
async fn unproven(
    app: &App,
    user: &SignedIn,
    order: &'static str,
    form: FactorForm,
    caller: &Caller,
) -> Result<Option<Wrong>, AppError> {
    let wrong = |field, problem| Ok(Some(Wrong { order, field, problem }));
    let proof = proof::read(app, user, form.password, caller.address).await?;
    if !proof.is_given {
        return wrong("password", proof.problem.unwrap_or_else(|| Text::new("factor-password-needed")));
    }
    if factor::of(&app.store, user.credentials.login()).await?.is_none() {
        return Ok(None);
    }
    if form.code.trim().is_empty() {
        return wrong("code", Text::new("factor-code-needed"));
    }
    match proof::take_code(app, user, &form.code, caller).await? {
        Some(problem) => wrong("code", problem),
        None => Ok(None),
    }
}

/// With a code of the secret that was offered. Sessions that were begun with the password alone end.
async fn switch_on(
    app: &App,
    visit: &Visit,
    user: &SignedIn,
    form: &FactorForm,
) -> Result<Response, AppError> {
    let (login, now) = (user.credentials.login(), user.visitor.now);
    let own = visit.session_id().ok_or(AppError::NotSignedIn)?;
    let Some(offer) = factor::offered(&app.server_key, login, &form.offer, now) else {
        let late = Wrong { order: "begin", field: "password", problem: Text::new("factor-too-late") };
        return wrong(&as_it_is(app, user, Some(late)).await?);
    };
    match factor::switch_on(&app.store, &app.server_key, login, &offer, &form.code, &own, now).await {
        Ok(SwitchedOn { codes, closed }) => {
            let ended = visit.is_guarded(&closed).await;
            if let Err(error) = &ended {
                // The codes are shown this once, whatever else fails.
                tracing::error!(?error, "a second factor is on, and a session of before it may be open");
            }
            page::html(&FactorPage::new(user, Stage::Codes(codes, ended.is_err())))
        }
        Err(NotOn::Code) => {
            let found = Wrong { order: "on", field: "code", problem: Text::new("factor-wrong-code") };
            wrong(&FactorPage { wrong: Some(found), ..FactorPage::new(user, Stage::offered(&offer, user)) })
        }
        Err(NotOn::There) => Ok(page::see_other(&Section::SecondFactor.url())),
        Err(NotOn::Store(error)) => Err(error.into()),
    }
}

fn wrong(page: &FactorPage) -> Result<Response, AppError> {
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

async fn as_it_is(app: &App, user: &SignedIn, wrong: Option<Wrong>) -> Result<FactorPage, AppError> {
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let stage = match factor::of(&app.store, user.credentials.login()).await? {
        Some(Factor { added_at, codes_left }) => Stage::On(locale.long_date(added_at, now), codes_left),
        None => Stage::Off,
    };
    Ok(FactorPage { wrong, ..FactorPage::new(user, stage) })
}

impl Stage {
    fn offered(offer: &Offer, user: &SignedIn) -> Self {
        let url = offer.secret.url(&user.visitor.locale.t("app-name"), user.credentials.login());
        let text = offer.secret.to_text();
        let group = |at: usize| text.get(at..text.len().min(at + 4));
        let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(group).collect();
        Self::Offered(Offered {
            picture: Code::of(&url),
            text: Zeroizing::new(groups.join(" ")),
            sealed: offer.sealed.clone(),
        })
    }
}

impl std::fmt::Debug for Offered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Offered")
    }
}

impl FactorPage {
    fn new(user: &SignedIn, stage: Stage) -> Self {
        let (chrome, section) = (chrome(&user.visitor), Section::SecondFactor);
        Self { chrome, section, stage, wrong: None }
    }

    /// What is wrong with a field of the form of an order.
    fn wrong_in(&self, order: &str, field: &str) -> Option<Text> {
        let found = self.wrong.as_ref().filter(|it| it.order == order && it.field == field);
        found.map(|it| it.problem.clone())
    }
}
