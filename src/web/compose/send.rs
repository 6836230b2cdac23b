//! `POST /compose/{draft}/send`

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::later;
use super::page::{self, Said};
use super::posted::Posted;
use super::spell;
use crate::app::App;
use crate::compose::attachment::room;
use crate::compose::draft::Draft;
use crate::compose::form::FieldErrors;
use crate::compose::{self, Due, KeptIn, Sending, Typed, filing};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::web::error::AppError;
use crate::web::notice::WaitingNotice;
use crate::web::page::see_other;
use crate::web::sent::{NotSent, told};
use crate::web::session::Visitor;
use crate::web::{desk, notice, urls};

/// Sends the message, or shows the form again with all that was typed and what is wrong.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    posted: Posted,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    // Who chose a time has time to read it once more; who was asked before has seen what there is to see.
    let posted = if posted.later.is_some() || !posted.typed.accepted.is_empty() {
        spell::corrected(&desk, posted).await?
    } else {
        match spell::before_sending(&desk, posted).await? {
            Ok(posted) => posted,
            Err(form) => return Ok(form),
        }
    };
    let Posted { user, id, typed, too_large, later, .. } = posted;
    let now = user.visitor.now;
    let chosen = later.clone().unwrap_or_default();
    let Ok(later) = later.map(|it| later::read(&it, now)).transpose() else {
        let kept = compose::keep(&desk, &id, typed, now).await?;
        let said = page::about(&kept, &too_large, &desk, user.visitor.locale);
        let said = Said { problem: Some(later::bad_time()), ..said };
        return show_again(&desk, &user.visitor, kept.draft, said).await;
    };
    let sending = if too_large.is_empty() {
        compose::send(&desk, &id, Typed { later, ..typed }, now, desk::patience(&app)).await?
    } else {
        Sending::Kept(compose::keep(&desk, &id, typed, now).await?)
    };
    match sending {
        Sending::Warned(draft, warnings) => {
            let said = Said { warnings, later: chosen, ..Said::default() };
            show_again(&desk, &user.visitor, draft, said).await
        }
        sending => answer(&desk, &user.visitor, &session, sending, &too_large).await,
    }
}

/// The page after a message was to be sent.
pub(super) async fn answer(
    desk: &Desk,
    visitor: &Visitor,
    session: &Session,
    sending: Sending,
    too_large: &[String],
) -> Result<Response, AppError> {
    match to_answer(sending, too_large, desk, visitor.locale) {
        Answer::Gone(text, draft) => {
            notice::leave(session, &text).await?;
            Ok(see_other(&after(draft.as_ref())))
        }
        Answer::Waits(draft, due) => {
            let date = visitor.locale.long_date(due.at, visitor.now);
            let text = Text::new("outbox-waits").with("date", date);
            let left = due.at.saturating_sub(visitor.now).try_into().unwrap_or_default();
            let seconds = if due.is_chosen { 0 } else { left };
            let waiting = WaitingNotice { draft: draft.id.clone(), seconds };
            notice::leave_waiting(session, text, waiting).await?;
            Ok(see_other(&after(Some(&draft))))
        }
        Answer::Form(draft, said) => show_again(desk, visitor, draft, *said).await,
    }
}

/// Whoever leaves the form now finds the text among their drafts.
async fn show_again(desk: &Desk, visitor: &Visitor, draft: Draft, said: Said) -> Result<Response, AppError> {
    filing::file(desk, &draft).await;
    page::show(desk, visitor, draft, said).await
}

/// What the person sees.
enum Answer {
    /// The list, with a sentence.
    Gone(Text, Option<Draft>),
    /// The list, with a sentence and a way to call it back.
    Waits(Draft, Due),
    /// The form again.
    Form(Draft, Box<Said>),
}

fn to_answer(sending: Sending, too_large: &[String], desk: &Desk, locale: Locale) -> Answer {
    let form = |draft, said| Answer::Form(draft, Box::new(said));
    match sending {
        Sending::Kept(kept) => {
            let said = page::about(&kept, too_large, desk, locale);
            let KeptIn { draft, .. } = kept;
            form(draft, said)
        }
        Sending::Mistakes(draft, errors) => {
            let problem = Some(Text::new("compose-check-fields"));
            form(draft, Said { errors: *errors, problem, ..Said::default() })
        }
        Sending::TooLarge(draft) => {
            let limit = locale.size(room(desk.message_limit));
            let files = Some(Text::new("compose-too-large").with("limit", limit));
            form(draft, Said { errors: FieldErrors { files, ..FieldErrors::default() }, ..Said::default() })
        }
        Sending::Warned(draft, warnings) => form(draft, Said { warnings, ..Said::default() }),
        Sending::PutOff(draft, due) => Answer::Waits(draft, due),
        Sending::Tried(draft, outcome) => match (told(outcome), draft) {
            (Ok(text), draft) => Answer::Gone(text, draft),
            (Err(it), Some(draft)) => {
                let NotSent { problem, details, unknown } = it;
                form(draft, Said { problem: Some(problem), details, unknown, ..Said::default() })
            }
            // The draft went away in another tab meanwhile: the sentence is all there is to show.
            (Err(it), None) => Answer::Gone(it.problem, None),
        },
    }
}

/// Where one goes on: to the mailbox of what was answered, else to the inbox.
pub(super) fn after(draft: Option<&Draft>) -> String {
    let origin = draft.and_then(|it| it.content.origin.as_ref());
    origin.map_or_else(urls::home, |it| urls::mailbox(&it.message.mailbox))
}
