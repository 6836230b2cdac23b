//! `GET /outbox/{draft}/told`: what became of a message that could be called back for a moment, for the toast that
//! told of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::words;
use crate::app::App;
use crate::compose::draft;
use crate::desk::Desk;
use crate::i18n::Text;
use crate::outbox::waiting::{self, Until};
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::{self, Chrome};
use crate::web::sent::told;
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

#[derive(Debug, Template)]
#[template(path = "compose/outbox/told.html")]
struct ToldFragment {
    chrome: Chrome,
    draft: String,
    text: Text,
    /// It is not over yet: so many seconds until it is asked again.
    again_in: Option<i64>,
    /// Where the person decides.
    url: Option<String>,
}

/// What is told.
struct Told {
    text: Text,
    again_in: Option<i64>,
    url: Option<String>,
}

/// The sentence.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let Told { text, again_in, url } = tell(&desk::of(&app, &user), &id, user.visitor.now).await?;
    page::html(&ToldFragment { chrome: Chrome::new(&user.visitor), draft: id, text, again_in, url })
}

async fn tell(desk: &Desk, id: &str, now: i64) -> Result<Told, AppError> {
    let over = |text, url| Told { text, again_in: None, url };
    let again = |seconds: i64| Told { text: Text::new("outbox-going"), again_in: Some(seconds), url: None };
    Ok(match waiting::of(desk, id, now).await? {
        Some(Until::Due(at)) => again(at.saturating_sub(now).max(1)),
        Some(Until::Held(obstacle)) => over(words::of(obstacle).0, Some(urls::OUTBOX.to_owned())),
        Some(Until::Unknown) => over(Text::new("compose-unknown"), Some(urls::draft(id))),
        Some(Until::OnItsWay) | None => match waiting::outcome(desk, id) {
            Some(crate::outbox::Outcome::UnderWay) => again(1),
            Some(outcome) => match told(outcome) {
                Ok(text) => over(text, None),
                Err(it) => over(it.problem, Some(urls::draft(id))),
            },
            None if draft::load(desk, id).await?.is_some() => {
                over(Text::new("outbox-called-back"), Some(urls::draft(id)))
            }
            None => over(Text::new("compose-sent"), None),
        },
    })
}
