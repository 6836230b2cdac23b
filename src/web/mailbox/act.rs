//! `POST /mail/{mailbox}/act`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use tower_sessions::Session;

use super::asked::Asked;
use super::job;
use crate::acting::{self, Outcome, large};
use crate::app::App;
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MailboxPath;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

mod after;
mod undo;

use after::After;

/// Acts on messages of a mailbox, and shows what follows: the next message or the list.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    headers: HeaderMap,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let asked = Asked::read(fields);
    if let Some(act) = asked.undoes() {
        return undo::submit(&app, &session, &user, mailbox, act, &headers).await;
    }
    if let Some(job) = asked.stops() {
        large::stop(user.account, job);
        return job::look(&user, &mailbox, job);
    }
    if asked.is_nothing() {
        return Ok(see_other(&urls::list(&mailbox, &asked.view)));
    }
    let (act, selection) = asked.act().zip(asked.selection(&user)).ok_or_else(unreadable)?;
    let done = acting::act(&desk::of(&app, &user), &mailbox, selection, act.clone()).await;
    let report = done.map_err(|error| desk::or_gone(error, &mailbox))?;
    let after = After { app: &app, session: &session, user: &user, mailbox, asked };
    match &report.outcome {
        Outcome::Begun(job) => job::begun(&user, &after.mailbox, job),
        Outcome::AskFirst => after.ask_first(report.count).await,
        Outcome::Marked => after.marked(&act, &report).await,
        Outcome::Moved(_)
        | Outcome::Archived { .. }
        | Outcome::Judged(..)
        | Outcome::Erased
        | Outcome::Partly(..) => after.go_on(&report).await,
        Outcome::Copied(_)
        | Outcome::NotDone(_)
        | Outcome::Back(..)
        | Outcome::Unmarked(_)
        | Outcome::Forgotten => after.stay(&report).await,
    }
}

fn unreadable() -> AppError {
    AppError::BadRequest(Text::new("error-bad-request-sentence"))
}
