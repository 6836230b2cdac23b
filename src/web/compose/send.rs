//! `POST /compose/{draft}/send`

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::page::{self, Said};
use super::posted::Posted;
use super::spell;
use crate::app::App;
use crate::compose::attachment::room;
use crate::compose::draft::Draft;
use crate::compose::form::FieldErrors;
use crate::compose::{self, KeptIn, Sending, filing};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::sent::{NotSent, told};
use crate::web::{desk, notice, urls};

/// Sends the message, or shows the form again with all that was typed and what is wrong.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    posted: Posted,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    let posted = match spell::before_sending(&desk, posted).await? {
        Ok(posted) => posted,
        Err(form) => return Ok(form),
    };
    let Posted { user, id, typed, too_large, .. } = posted;
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let sending = if too_large.is_empty() {
        compose::send(&desk, &id, typed, now, desk::patience(&app)).await?
    } else {
        Sending::Kept(compose::keep(&desk, &id, typed, now).await?)
    };
    match to_answer(sending, &too_large, &desk, locale) {
        Answer::Gone(text, draft) => {
            notice::leave(&session, &text).await?;
            Ok(see_other(&after(draft.as_ref())))
        }
        Answer::Form(draft, said) => {
            // Whoever leaves the form now finds the text among their drafts.
            filing::file(&desk, &draft).await;
            page::show(&desk, &user.visitor, draft, *said).await
        }
    }
}

/// What the person sees.
enum Answer {
    /// The list, with a sentence.
    Gone(Text, Option<Draft>),
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
