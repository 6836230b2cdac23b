//! `GET·POST /settings/redirect`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::absence::told;
use super::{Section, chrome, proof};
use crate::app::App;
use crate::compose::form;
use crate::i18n::Text;
use crate::redirection::{self, Mistakes, Typed, View};
use crate::rules::{Kept, Posted};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::ClientAddress;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, notice};

#[derive(Debug, Template)]
#[template(path = "settings/redirect.html")]
struct RedirectPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// The form; without it, why there is none.
    form: Result<View, Text>,
}

/// The redirection as it is.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let view = redirection::of(&desk::of(&app, &user), user.visitor.now).await?;
    page::html(&RedirectPage::new(&user.visitor, view.map_err(told)))
}

/// Keeps it, or shows what was typed and why it is not kept. Fields: `on`, `keep`, `target` repeated, `another`,
/// `remove` (an address), `password`, `seen`.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let proof = proof::read(&app, &user, one(&fields, "password").to_owned(), from).await?;
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let typed = read(&fields);
    let said = Text::new(match (typed.is_on, typed.keeps_copy) {
        (true, true) => "redirection-kept",
        (true, false) => "redirection-kept-without-copy",
        (false, _) => "redirection-kept-off",
    });
    let name = user.visitor.locale.t("redirection-title");
    let posted = Posted { seen: one(&fields, "seen"), is_proven: proof.is_given, name: &name };
    match redirection::keep(&desk, typed, posted, now).await? {
        Kept::Yes => {
            notice::leave(&session, &said).await?;
            Ok(page::see_other(&Section::Redirect.url()))
        }
        Kept::No(mut view) => {
            if proof.problem.is_some() {
                view.mistakes.password = proof.problem;
            }
            let page = RedirectPage::new(&user.visitor, Ok(*view));
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn one<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
}

fn read(fields: &[(String, String)]) -> Typed {
    let removed = one(fields, "remove");
    let listed = fields.iter().filter(|it| it.0 == "target").map(|it| it.1.as_str());
    let targets: Vec<String> = listed.filter(|it| *it != removed).map(str::to_owned).collect();
    let another = form::one_line(one(fields, "another")).trim().to_owned();
    // Without its last address there is nothing left to send mail on to.
    let is_gone = !removed.is_empty() && targets.is_empty() && another.is_empty();
    Typed {
        is_on: !one(fields, "on").is_empty() && !is_gone,
        keeps_copy: !one(fields, "keep").is_empty(),
        targets,
        another,
    }
}

impl RedirectPage {
    fn new(visitor: &Visitor, form: Result<View, Text>) -> Self {
        let failed = form.as_ref().is_ok_and(|it| it.mistakes != Mistakes::default());
        Self { chrome: chrome(visitor), section: Section::Redirect, failed, form }
    }
}
