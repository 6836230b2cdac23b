//! `GET·POST /settings/filters/script`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::compose::form;
use crate::filters::script::{self, Mistakes, Order, View};
use crate::i18n::Text;
use crate::rules::{Kept, Posted};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::ClientAddress;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::settings::absence::told;
use crate::web::settings::{Section, chrome, proof};
use crate::web::{desk, notice, urls};

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ScriptForm {
    /// `check` asks the server, and keeps nothing.
    #[serde(rename = "do")]
    order: String,
    script: String,
    password: String,
    seen: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/filters/script.html")]
struct ScriptPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// The form; without it, why there is none.
    form: Result<View, Text>,
}

/// The script as it is.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let view = script::of(&desk::of(&app, &user), user.visitor.now).await;
    page::html(&ScriptPage::new(&user.visitor, view.map_err(told)))
}

/// Keeps it, or shows what was typed and what the server says of it.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(form): CsrfForm<ScriptForm>,
) -> Result<Response, AppError> {
    let proof = proof::read(&app, &user, form.password, from).await?;
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let order = if form.order == "check" { Order::Check } else { Order::Keep };
    // A script has the line ends of the protocol.
    let typed = form::lines(&form.script).replace('\n', "\r\n");
    let posted = Posted { seen: &form.seen, is_proven: proof.is_given, name: "" };
    match script::take(&desk, typed, order, posted, now).await {
        Kept::Yes => {
            notice::leave(&session, &Text::new("filters-kept")).await?;
            Ok(page::see_other(urls::SETTINGS_SCRIPT))
        }
        Kept::No(mut view) => {
            if proof.problem.is_some() {
                view.mistakes.password = proof.problem;
            }
            let status = if view.is_checked { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            page::html_with(status, &ScriptPage::new(&user.visitor, Ok(*view)))
        }
    }
}

impl ScriptPage {
    fn new(visitor: &Visitor, form: Result<View, Text>) -> Self {
        let failed = form.as_ref().is_ok_and(|it| it.mistakes != Mistakes::default());
        Self { chrome: chrome(visitor), section: Section::Filters, failed, form }
    }
}
