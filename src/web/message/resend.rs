//! `GET` and `POST /mail/{mailbox}/{message}/resend`

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::mailbox::MessageRef;
use tower_sessions::Session;

use super::or_gone;
use crate::app::App;
use crate::compose;
use crate::compose::form::{DraftForm, FieldErrors};
use crate::compose::resend::{self, Resending};
use crate::fetch;
use crate::i18n::Text;
use crate::outbox::Order;
use crate::reading;
use crate::secret;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome, see_other};
use crate::web::sent::{NotSent, told};
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// The recipients.
#[derive(Debug, Template)]
#[template(path = "message/resend.html")]
struct ResendPage {
    chrome: Chrome,
    subject: String,
    url: String,
    back_url: String,
    /// Tells this form from another one.
    id: String,
    form: DraftForm,
    errors: FieldErrors,
    problem: Option<Text>,
    details: Vec<String>,
}

/// What the form says beside what was typed.
#[derive(Debug, Default)]
struct Said {
    errors: FieldErrors,
    problem: Option<Text>,
    details: Vec<String>,
}

impl From<NotSent> for Said {
    /// There is no draft here of which the usual sentences could say that it is kept.
    fn from(it: NotSent) -> Self {
        let problem = if it.unknown { it.problem } else { Text::new("resend-not-sent") };
        Self { problem: Some(problem), details: it.details, ..Self::default() }
    }
}

/// Asks to whom.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    form(&app, &user, &at, secret::random_hex::<16>(), DraftForm::default(), Said::default()).await
}

/// Sends it on, or shows the form again with what is wrong.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    MessagePath(at): MessagePath,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let typed = DraftForm::read(&fields);
    let typed = DraftForm { to: typed.to, cc: typed.cc, bcc: typed.bcc, ..DraftForm::default() };
    let id = fields.into_iter().find(|(name, _)| name == "id").map(|(_, value)| value);
    // Only ours: it becomes the name of a row.
    let is_ours = |it: &String| it.len() == 32 && it.bytes().all(|b| b.is_ascii_hexdigit());
    let id = id.filter(is_ours).unwrap_or_else(secret::random_hex::<16>);
    let mut hasher = DefaultHasher::new();
    typed.hash(&mut hasher);
    let order = Order { draft: format!("resend {id}"), mark: hasher.finish(), again: true };
    let desk = desk::of(&app, &user);
    let patience = desk::patience(&app);
    let sending = resend::send(&desk, &at, &typed, &order, user.visitor.now, patience).await;
    let said = match sending.map_err(|error| gone(error, &at))? {
        Resending::Mistakes(errors) => {
            Said { errors: *errors, problem: Some(Text::new("compose-check-fields")), ..Said::default() }
        }
        Resending::TooLarge => {
            let limit = user.visitor.locale.size(desk.message_limit);
            Said { problem: Some(Text::new("resend-too-large").with("limit", limit)), ..Said::default() }
        }
        Resending::Tried(outcome) => match told(outcome) {
            Ok(text) => {
                notice::leave(&session, &text).await?;
                return Ok(see_other(&urls::message(&at)));
            }
            Err(not_sent) => not_sent.into(),
        },
    };
    form(&app, &user, &at, id, typed, said).await
}

fn gone(error: compose::Error, at: &MessageRef) -> AppError {
    match error {
        compose::Error::Fetch(error) => or_gone(error, at),
        error => error.into(),
    }
}

async fn form(
    app: &App,
    user: &SignedIn,
    at: &MessageRef,
    id: String,
    form: DraftForm,
    said: Said,
) -> Result<Response, AppError> {
    let desk = desk::of(app, user);
    let subject = reading::source::subject(&desk, at).await;
    let subject = subject.map_err(|error| or_gone(fetch::Error::from(error), at))?;
    let folders = reading::folders(&desk).await;
    let status = if said.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = ResendPage {
        chrome: Chrome::new(&user.visitor).with_folders(folders, Some(at.mailbox.clone())),
        subject,
        url: urls::message_view(at, "resend"),
        back_url: urls::message(at),
        id,
        form,
        errors: said.errors,
        problem: said.problem,
        details: said.details,
    };
    page::html_with(status, &page)
}
