//! `POST /compose/{draft}/save` and `/discard`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::page;
use super::posted::Posted;
use super::spell;
use crate::app::App;
use crate::compose::draft::{self, Kept};
use crate::compose::{self, filing, kept};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::web::csrf::CsrfMultipart;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// Keeps what was typed. A script gets `<span id="compose-state" data-revision="…">` with a
/// sentence: 200 when it is kept, 409 when the draft was changed or sent in another place meanwhile
/// (the form is then to be sent whole, which keeps the text in a draft of its own).
pub(in crate::web) async fn submit(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    if posted.user.visitor.fragment {
        return save_in_background(&desk, posted).await;
    }
    keep(&desk, posted).await
}

/// Keeps the whole form, and leads back to it; shows it where something is to be said.
pub(super) async fn keep(desk: &Desk, posted: Posted) -> Result<Response, AppError> {
    let posted = spell::corrected(desk, posted).await?;
    let visitor = &posted.user.visitor;
    let kept = compose::keep(desk, &posted.id, posted.typed, visitor.now).await?;
    let filed = filing::file(desk, &kept.draft).await;
    let mut said = page::about(&kept, &posted.too_large, desk, visitor.locale);
    if !filed {
        said.problem.get_or_insert(Text::new("compose-saved-here"));
    }
    if said.is_nothing() {
        return Ok(see_other(&urls::draft(&kept.draft.id)));
    }
    page::show(desk, visitor, kept.draft, said).await
}

async fn save_in_background(desk: &Desk, posted: Posted) -> Result<Response, AppError> {
    let (locale, now) = (posted.user.visitor.locale, posted.user.visitor.now);
    let revision = posted.typed.revision;
    let say = |text: Text| locale.say(&text);
    match draft::keep(desk, &posted.id, posted.typed.form, revision, now).await? {
        Kept::Yes(draft) | Kept::Repeated(draft) => {
            let left_out = kept::take_up(desk, &draft.id, &draft.id, revision, now).await?;
            let time = locale.short_date(draft.changed_at, now);
            let text = match filing::file(desk, &draft).await {
                _ if !left_out.is_empty() => Text::new("compose-left-out").with("name", left_out.join(", ")),
                true => Text::new("compose-saved").with("time", time),
                false => Text::new("compose-saved-here"),
            };
            page::state(StatusCode::OK, draft.revision, say(text))
        }
        Kept::Conflict(_) => page::state(StatusCode::CONFLICT, revision, say(Text::new("compose-conflict"))),
        Kept::Missing => page::state(StatusCode::CONFLICT, revision, say(Text::new("compose-gone"))),
    }
}

/// Removes the draft here and on the server.
pub(in crate::web) async fn discard(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
    session: Session,
    _form: CsrfMultipart,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    if let Some(draft) = draft::load(&desk, &id).await? {
        filing::discard(&desk, &draft, user.visitor.now).await?;
    }
    notice::leave(&session, &Text::new("compose-discarded")).await?;
    Ok(see_other(&urls::home()))
}
