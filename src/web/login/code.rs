//! `GET·POST /login/code`: the second step of a login, for who has a second factor.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{enter, problem};
use crate::app::App;
use crate::i18n::Text;
use crate::login::{self, Caller};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{ClientAddress, ClientAgent};
use crate::web::page::{self, Chrome};
use crate::web::session::{Visit, Visitor};
use crate::web::urls;

/// What is sent.
#[derive(Deserialize)]
pub(in crate::web) struct CodeForm {
    #[serde(default)]
    code: String,
}

#[derive(Debug, Template)]
#[template(path = "login/code.html")]
struct CodePage {
    chrome: Chrome,
    /// Whose login it is.
    user: String,
    /// Why the last code was not taken.
    problem: Option<Text>,
}

/// Asks for the code; who has no login that waits begins anew.
pub(in crate::web) async fn show(visit: Visit, visitor: Visitor) -> Result<Response, AppError> {
    let Some(waited) = visit.halfway().await? else { return Ok(page::see_other(&again())) };
    let user = waited.who.credentials.login().to_owned();
    page::html(&CodePage { chrome: Chrome::new(&visitor), user, problem: None })
}

/// Takes the code, and the session begins.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    ClientAgent(agent): ClientAgent,
    CsrfForm(form): CsrfForm<CodeForm>,
) -> Result<Response, AppError> {
    let Some(waited) = visit.halfway().await? else { return Ok(page::see_other(&again())) };
    let caller = Caller { address, agent, now: visitor.now };
    let who = &waited.who;
    // A code counts once: nothing of taking it is left undone because nobody waits any more.
    let taking = {
        let (app, who, id, caller) = (app.clone(), who.clone(), waited.id.clone(), caller.clone());
        async move {
            login::take_code(&app.config, &app.store, &app.server_key, &who, &id, &form.code, &caller).await
        }
    };
    let taken = tokio::spawn(taking).await.map_err(|error| AppError::Internal(error.into()))?;
    match taken {
        Ok(()) => {
            let mut response = enter(&app, &visit, who, &waited.password, &waited.next, &caller).await?;
            visit.waits_no_more(&mut response);
            Ok(response)
        }
        Err(login::Error::NobodyWaits) => Ok(page::see_other(&again())),
        Err(login::Error::Store(error)) => Err(error.into()),
        Err(error) => {
            let (chrome, user) = (Chrome::new(&visitor), who.credentials.login().to_owned());
            let page = CodePage { chrome, user, problem: Some(problem(&error)) };
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn again() -> String {
    urls::login_because("expired", None)
}
