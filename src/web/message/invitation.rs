//! `POST /mail/{mailbox}/{message}/invitation`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::message::invitation::Answer;
use mailcore::message::place::Place;
use serde::Deserialize;
use tower_sessions::Session;

use super::{or_gone, place_at};
use crate::app::App;
use crate::desk::Desk;
use crate::i18n::Text;
use crate::invitations::{self, Answering};
use crate::outbox::{Filed, Outcome, Problem};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome, see_other};
use crate::web::panes::reader::invitation::InvitationCard;
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, notice, urls};

/// What the person answers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Accepted,
    Tentative,
    Declined,
}

/// An answer.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct InvitationForm {
    answer: Choice,
    #[serde(default)]
    comment: String,
    /// The part that is the message with the invitation; `None` for the whole.
    inside: Option<String>,
}

/// The form once more, where the answer was not sent.
#[derive(Debug, Template)]
#[template(path = "message/answer.html")]
struct AnswerPage {
    chrome: Chrome,
    problem: Text,
    invitation: InvitationCard,
    /// The message.
    back: String,
}

/// Sends the answer and shows the message; or shows the form again with what was typed.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    MessagePath(at): MessagePath,
    CsrfForm(form): CsrfForm<InvitationForm>,
) -> Result<Response, AppError> {
    let place = place_at(at, form.inside.as_deref())?;
    let desk = desk::of(&app, &user);
    let visitor = &user.visitor;
    let answering = Answering { answer: form.answer.into(), comment: form.comment.replace("\r\n", "\n") };
    let answered =
        invitations::answer(&desk, &place, &answering, visitor.locale, visitor.now, desk::patience(&app))
            .await;
    let said = match answered {
        Ok(outcome) => said_of(outcome),
        Err(invitations::Error::NothingToAnswer) => Ok(Text::new("invitation-nothing")),
        Err(invitations::Error::Fetch(error)) => return Err(or_gone(error, &place.message)),
        Err(invitations::Error::Outbox(error)) => return Err(error.into()),
        Err(invitations::Error::Write(error)) => return Err(AppError::Internal(error.into())),
    };
    match said {
        Ok(text) => {
            notice::leave(&session, &text).await?;
            Ok(see_other(&urls::place(&place)))
        }
        Err(problem) => again(&desk, visitor, &place, problem, &answering.comment).await,
    }
}

async fn again(
    desk: &Desk,
    visitor: &Visitor,
    place: &Place,
    problem: Text,
    comment: &str,
) -> Result<Response, AppError> {
    let loaded = invitations::load(desk, place).await.map_err(|error| or_gone(error, &place.message))?;
    let (message, found) = loaded.ok_or(AppError::NotFound)?;
    let from = message.headers.from.first().cloned().unwrap_or_default();
    let page = AnswerPage {
        chrome: Chrome::new(visitor),
        problem,
        invitation: InvitationCard::new(visitor, place, &from, &found, comment),
        back: urls::place(place),
    };
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The sentence for an answer that went, or for one that did not.
fn said_of(outcome: Outcome) -> Result<Text, Text> {
    let key = match outcome {
        Outcome::Sent { filed: Filed::Yes, .. } => return Ok(Text::new("invitation-sent")),
        Outcome::Sent { filed: Filed::Full | Filed::Later, .. } => {
            return Ok(Text::new("invitation-sent-no-copy"));
        }
        Outcome::UnderWay => return Ok(Text::new("invitation-under-way")),
        Outcome::Unknown => "invitation-unknown",
        Outcome::Kept(Problem::Credentials) => "invitation-credentials",
        Outcome::Kept(Problem::Recipients(refused)) => {
            let reason = refused.first().map(|it| format!("{} {}", it.code, it.text)).unwrap_or_default();
            return Err(Text::new("invitation-refused").with("reason", reason));
        }
        Outcome::Kept(Problem::Refused(reason)) => {
            return Err(Text::new("invitation-refused").with("reason", reason));
        }
        Outcome::Kept(Problem::NotNow(_) | Problem::Unreachable | Problem::NotStored) => {
            "invitation-not-sent"
        }
    };
    Err(Text::new(key))
}

impl From<Choice> for Answer {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Accepted => Self::Accepted,
            Choice::Tentative => Self::Tentative,
            Choice::Declined => Self::Declined,
        }
    }
}
