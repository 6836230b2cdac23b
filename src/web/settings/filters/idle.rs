//! `GET·POST /settings/filters/idle?script=&ask=`: a script that mail does not go through.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::compose::form;
use crate::filters::idle::{self, Mistakes, Order, Outcome, View, Wish};
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{ClientAddress, Query};
use crate::web::foreign::{self, How};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::settings::absence::told;
use crate::web::settings::{Section, chrome, proof};
use crate::web::{desk, notice};

/// Which script.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct IdleQuery {
    script: String,
    /// `remove`: whether that is to be done is asked; `file`: its text is wanted as one.
    ask: String,
}

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct IdleForm {
    /// `activate`, `rename` or `remove`.
    #[serde(rename = "do")]
    order: String,
    script: String,
    seen: String,
    name: String,
    password: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/filters/idle.html")]
struct IdlePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was done because of a mistake.
    failed: bool,
    asks: bool,
    /// The script; without it, why there is none.
    shown: Result<View, Text>,
}

/// The script as it is, or as a file.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<IdleQuery>,
) -> Result<Response, AppError> {
    let asks = query.ask == "remove";
    match idle::of(&desk::of(&app, &user), &query.script, user.visitor.now).await {
        Ok(Some(view)) if query.ask == "file" => {
            let name = format!("{}.sieve", view.name);
            Ok((foreign::headers("application/sieve", How::Saved, &name), view.text).into_response())
        }
        Ok(Some(view)) => page::html(&IdlePage { asks, ..IdlePage::new(&user, Ok(view)) }),
        Ok(None) => gone(&user),
        Err(error) => page::html(&IdlePage::new(&user, Err(told(error)))),
    }
}

/// Activates, renames or removes it, or shows why that was not done.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(sent): CsrfForm<IdleForm>,
) -> Result<Response, AppError> {
    let proof = proof::read(&app, &user, sent.password, from).await?;
    let (order, said) = match sent.order.as_str() {
        "activate" => (Order::Activate, "filters-idle-activated"),
        "remove" => (Order::Remove, "filters-idle-removed"),
        _ => (Order::Rename(form::one_line(&sent.name).trim().to_owned()), "filters-idle-renamed"),
    };
    let wish = Wish { name: &sent.script, seen: &sent.seen, order: &order, is_proven: proof.is_given };
    match idle::change(&desk::of(&app, &user), wish, user.visitor.now).await {
        Ok(Outcome::Yes) => {
            notice::leave(&session, &Text::new(said)).await?;
            Ok(page::see_other(&Section::Filters.url()))
        }
        Ok(Outcome::Gone) => gone(&user),
        Ok(Outcome::No(mut view)) => {
            if proof.problem.is_some() {
                view.mistakes.password = proof.problem;
            }
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &IdlePage::new(&user, Ok(*view)))
        }
        Err(error) => {
            let page = IdlePage::new(&user, Err(told(error)));
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn gone(user: &SignedIn) -> Result<Response, AppError> {
    let page = IdlePage::new(user, Err(Text::new("filters-idle-gone")));
    page::html_with(StatusCode::NOT_FOUND, &page)
}

impl IdlePage {
    fn new(user: &SignedIn, shown: Result<View, Text>) -> Self {
        let failed = shown.as_ref().is_ok_and(|it| it.mistakes != Mistakes::default());
        Self { chrome: chrome(&user.visitor), section: Section::Filters, failed, asks: false, shown }
    }
}
