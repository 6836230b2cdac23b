//! `POST /compose/{draft}/send`

use axum::extract::State;
use axum::response::Response;
use mailcore::smtp::RefusedRecipient;
use tower_sessions::Session;

use super::page::{self, Said};
use super::posted::Posted;
use crate::app::App;
use crate::compose::attachment::room;
use crate::compose::draft::Draft;
use crate::compose::form::FieldErrors;
use crate::compose::{self, KeptIn, Sending, filing};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::outbox::{Filed, Outcome, Problem};
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::{desk, notice, urls};

/// Sends the message, or shows the form again with all that was typed and what is wrong.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    posted: Posted,
) -> Result<Response, AppError> {
    let Posted { user, id, typed, too_large, .. } = posted;
    let desk = desk::of(&app, &user);
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
        Sending::Tried(draft, outcome) => match (said_of(outcome), draft) {
            (Ok(text), draft) => Answer::Gone(text, draft),
            (Err(said), Some(draft)) => Answer::Form(draft, said),
            // The draft went away in another tab meanwhile: the sentence is all there is to show.
            (Err(said), None) => Answer::Gone(said.problem.unwrap_or(Text::new("compose-not-sent")), None),
        },
    }
}

/// The sentence for a message that went, or what the form says of one that did not.
fn said_of(outcome: Outcome) -> Result<Text, Box<Said>> {
    let (key, details) = match outcome {
        Outcome::Sent { refused, .. } if !refused.is_empty() => {
            let addresses: Vec<String> = refused.iter().map(|it| it.address.to_string()).collect();
            return Ok(Text::new("compose-sent-partly").with("addresses", addresses.join(", ")));
        }
        Outcome::Sent { filed: Filed::Yes, .. } => return Ok(Text::new("compose-sent")),
        Outcome::Sent { filed: Filed::Full, .. } => return Ok(Text::new("compose-copy-full")),
        Outcome::Sent { filed: Filed::Later, .. } => return Ok(Text::new("compose-copy-failed")),
        Outcome::UnderWay => return Ok(Text::new("compose-under-way")),
        Outcome::Unknown => ("compose-unknown", Vec::new()),
        Outcome::Kept(Problem::Credentials) => ("compose-credentials", Vec::new()),
        Outcome::Kept(Problem::Recipients(refused)) => {
            ("compose-refused-recipients", refused.iter().map(line).collect())
        }
        Outcome::Kept(Problem::Refused(text)) => ("compose-refused", vec![text]),
        Outcome::Kept(Problem::NotNow(text)) => ("compose-not-now", vec![text]),
        Outcome::Kept(Problem::Unreachable) => ("compose-unreachable", Vec::new()),
    };
    Err(Box::new(Said { problem: Some(Text::new(key)), details, ..Said::default() }))
}

fn line(refused: &RefusedRecipient) -> String {
    format!("{}: {} {}", refused.address, refused.code, refused.text)
}

/// Where one goes on: to the mailbox of what was answered, else to the inbox.
fn after(draft: Option<&Draft>) -> String {
    let origin = draft.and_then(|it| it.content.origin.as_ref());
    origin.map_or_else(urls::home, |it| urls::mailbox(&it.message.mailbox))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(outcome: Outcome, expected: Result<&str, (&str, usize)>) {
        let found = said_of(outcome);
        let found = match &found {
            Ok(text) => Ok(text.key),
            Err(said) => Err((said.problem.as_ref().map_or("", |it| it.key), said.details.len())),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn each_outcome_has_its_sentence() {
        let refused = vec![RefusedRecipient {
            address: "a@b.example".parse().unwrap(),
            code: 550,
            text: "no such user".to_owned(),
        }];
        check(Outcome::Sent { refused: Vec::new(), filed: Filed::Yes }, Ok("compose-sent"));
        check(Outcome::Sent { refused: refused.clone(), filed: Filed::Yes }, Ok("compose-sent-partly"));
        check(Outcome::Sent { refused: Vec::new(), filed: Filed::Full }, Ok("compose-copy-full"));
        check(Outcome::Sent { refused: Vec::new(), filed: Filed::Later }, Ok("compose-copy-failed"));
        check(Outcome::UnderWay, Ok("compose-under-way"));
        check(Outcome::Unknown, Err(("compose-unknown", 0)));
        check(Outcome::Kept(Problem::Recipients(refused)), Err(("compose-refused-recipients", 1)));
        check(Outcome::Kept(Problem::NotNow("451 later".to_owned())), Err(("compose-not-now", 1)));
        check(Outcome::Kept(Problem::Unreachable), Err(("compose-unreachable", 0)));
    }
}
