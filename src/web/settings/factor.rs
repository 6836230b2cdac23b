//! `GET·POST /settings/second-factor`: a code after the password.

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
use crate::factor::{self, Factor, NotOn, Offer, RecoveryCodes};
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::ClientAddress;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

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
    /// Codes to write down.
    Codes(RecoveryCodes),
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
    /// Which form has a mistake: its order.
    wrong: &'static str,
    /// What it is.
    problem: Option<Text>,
}

/// As it is.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    page::html(&as_it_is(&app, &user, "", None).await?)
}

/// Does one step; with a mistake the page again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(form): CsrfForm<FactorForm>,
) -> Result<Response, AppError> {
    if form.order == "on" {
        return switch_on(&app, &user, &form).await;
    }
    let order = ["begin", "off", "codes"].into_iter().find(|it| *it == form.order);
    let order = order.ok_or(AppError::NotFound)?;
    let proof = proof::read(&app, &user, form.password, from).await?;
    if !proof.is_given {
        let problem = proof.problem.unwrap_or_else(|| Text::new("factor-password-needed"));
        return wrong(&as_it_is(&app, &user, order, Some(problem)).await?);
    }
    let login = user.credentials.login();
    match order {
        "begin" => {
            let offer = factor::offer(&app.server_key, login, user.visitor.now);
            page::html(&FactorPage::new(&user, Stage::offered(&offer, &user)))
        }
        "codes" => match factor::renew_codes(&app.store, &app.server_key, login).await? {
            Some(codes) => page::html(&FactorPage::new(&user, Stage::Codes(codes))),
            None => Ok(page::see_other(&Section::SecondFactor.url())),
        },
        _ => {
            factor::switch_off(&app.store, login).await?;
            notice::leave(&session, &Text::new("factor-is-off")).await?;
            Ok(page::see_other(&Section::SecondFactor.url()))
        }
    }
}

async fn switch_on(app: &App, user: &SignedIn, form: &FactorForm) -> Result<Response, AppError> {
    let (login, now) = (user.credentials.login(), user.visitor.now);
    let Some(offer) = factor::offered(&app.server_key, login, &form.offer, now) else {
        return wrong(&as_it_is(app, user, "begin", Some(Text::new("factor-too-late"))).await?);
    };
    match factor::switch_on(&app.store, &app.server_key, login, &offer, &form.code, now).await {
        Ok(codes) => page::html(&FactorPage::new(user, Stage::Codes(codes))),
        Err(NotOn::Code) => {
            let problem = Some(Text::new("factor-wrong-code"));
            wrong(&FactorPage { wrong: "on", problem, ..FactorPage::new(user, Stage::offered(&offer, user)) })
        }
        Err(NotOn::There) => Ok(page::see_other(&Section::SecondFactor.url())),
        Err(NotOn::Store(error)) => Err(error.into()),
    }
}

fn wrong(page: &FactorPage) -> Result<Response, AppError> {
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

async fn as_it_is(
    app: &App,
    user: &SignedIn,
    wrong: &'static str,
    problem: Option<Text>,
) -> Result<FactorPage, AppError> {
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let stage = match factor::of(&app.store, user.credentials.login()).await? {
        Some(Factor { added_at, codes_left }) => Stage::On(locale.long_date(added_at, now), codes_left),
        None => Stage::Off,
    };
    Ok(FactorPage { wrong, problem, ..FactorPage::new(user, stage) })
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
        Self { chrome, section, stage, wrong: "", problem: None }
    }

    /// What is wrong with the form of an order.
    fn wrong_in(&self, order: &str) -> Option<Text> {
        self.problem.clone().filter(|_| self.wrong == order)
    }
}
