//! `GET·POST /settings/password`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;
use zeroize::Zeroizing;

use super::{Section, chrome, proof};
use crate::app::App;
use crate::i18n::Text;
use crate::login::Caller;
use crate::password::{self, Error, Mistakes, Wish};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{ClientAddress, ClientAgent};
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visit};
use crate::web::{desk, notice};

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct PasswordForm {
    old: String,
    new: String,
    again: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/password.html")]
struct PasswordPage {
    chrome: Chrome,
    section: Section,
    /// Whether it can be changed here.
    is_possible: bool,
    /// What the operator says of it.
    hint: Option<String>,
    least: usize,
    wrong: Mistakes,
    /// Why it was not changed, where it is no mistake.
    trouble: Option<Text>,
}

/// The form, or why there is none.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    page::html(&PasswordPage::new(&app, &user, Mistakes::default(), None))
}

/// Changes it: this session goes on with the new one, all others end. What was typed is typed again after a mistake:
/// no page holds a password.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    user: SignedIn,
    ClientAddress(address): ClientAddress,
    ClientAgent(agent): ClientAgent,
    CsrfForm(form): CsrfForm<PasswordForm>,
) -> Result<Response, AppError> {
    let rules = &app.config.password_change;
    let way = rules.way.as_ref().ok_or(AppError::NotFound)?;
    let [old, new, again] = [form.old, form.new, form.again].map(Zeroizing::new);
    let wish = Wish { old, new, again };
    let refuse = |wrong: Mistakes, trouble: Option<Text>| {
        let page = PasswordPage::new(&app, &user, wrong, trouble);
        page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let wrong = wish.mistakes(user.credentials.login(), rules);
    if !wrong.is_none() {
        return refuse(wrong, None);
    }
    let proof = proof::read(&app, &user, wish.old.to_string(), address).await?;
    if !proof.is_given {
        return refuse(Mistakes { old: proof.problem, ..Mistakes::default() }, None);
    }
    let new = wish.new.clone();
    let follow = {
        let (visit, desk, new) = (visit.clone(), desk::of(&app, &user), new.clone());
        async move {
            visit.keep(&new).await;
            desk::renew_waiting(desk, new).await;
        }
    };
    // Until the mail server has read of the new one, the old one opens sessions.
    let last = {
        let visit = visit.clone();
        async move { visit.close_late_others().await }
    };
    match password::change(&desk::of(&app, &user), way, wish, follow, last).await {
        Ok(changed) => {
            let caller = Caller { address, agent, now: user.visitor.now };
            tracing::info!(account.id = user.account.0, "a password was changed");
            let mut response = page::see_other(&Section::Password.url());
            visit.go_on_with(&new, &caller, &mut response).await?;
            let said = if changed.is_taken { "password-changed" } else { "password-changed-untaken" };
            notice::leave(&session, &Text::new(said)).await?;
            Ok(response)
        }
        Err(Error::TooSimple(said)) => {
            let refused = match said.is_empty() {
                true => Text::new("password-refused"),
                false => Text::new("password-refused-because").with("name", said),
            };
            refuse(Mistakes { new: Some(refused), ..Mistakes::default() }, None)
        }
        Err(error @ Error::Old) => {
            tracing::warn!(%error, "a password was not changed");
            refuse(Mistakes::default(), Some(Text::new("password-old-refused")))
        }
        Err(error @ (Error::Unknown | Error::Failed(_))) => {
            tracing::error!(%error, "a password cannot be changed");
            refuse(Mistakes::default(), Some(Text::new("password-failed")))
        }
        Err(error @ Error::Unclear(_)) => {
            tracing::error!(%error, "a password may be another one");
            refuse(Mistakes::default(), Some(Text::new("password-unclear")))
        }
    }
}

impl PasswordPage {
    fn new(app: &App, user: &SignedIn, wrong: Mistakes, trouble: Option<Text>) -> Self {
        let rules = &app.config.password_change;
        Self {
            chrome: chrome(&user.visitor),
            section: Section::Password,
            is_possible: rules.way.is_some(),
            hint: rules.hint.clone(),
            least: rules.least,
            wrong,
            trouble,
        }
    }
}
