//! `POST /outbox/{draft}/cancel`, `/now` and `/time`

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::compose;
use crate::i18n::Text;
use crate::outbox::waiting;
use crate::web::compose::{later, send};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct OutboxForm {
    /// As a field for date and time has it.
    later_at: String,
}

/// The message is a draft again, and is open as it was; or it is too late.
pub(in crate::web) async fn call_back(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    Path(id): Path<String>,
    CsrfForm(_): CsrfForm<OutboxForm>,
) -> Result<Response, AppError> {
    if waiting::call_back(&desk::of(&app, &user), &id).await? {
        return Ok(see_other(&urls::draft(&id)));
    }
    too_late(&session).await
}

/// Sends one at once, as the person who is here now.
pub(in crate::web) async fn send_now(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    Path(id): Path<String>,
    CsrfForm(_): CsrfForm<OutboxForm>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let sending = compose::send_kept(&desk, &id, user.visitor.now, desk::patience(&app)).await?;
    match sending {
        Some(sending) => send::answer(&desk, &user.visitor, &session, sending, &[]).await,
        None => too_late(&session).await,
    }
}

/// Lets one wait until another time.
pub(in crate::web) async fn change(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    Path(id): Path<String>,
    CsrfForm(form): CsrfForm<OutboxForm>,
) -> Result<Response, AppError> {
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let Ok(due_at) = later::read(&form.later_at, now) else {
        notice::leave(&session, &Text::new("outbox-bad-time")).await?;
        return Ok(see_other(urls::OUTBOX));
    };
    if !waiting::put_off_again(&desk::of(&app, &user), &id, due_at).await? {
        return too_late(&session).await;
    }
    let date = locale.long_date(due_at, now);
    notice::leave(&session, &Text::new("outbox-changed").with("date", date)).await?;
    Ok(see_other(urls::OUTBOX))
}

async fn too_late(session: &Session) -> Result<Response, AppError> {
    notice::leave(session, &Text::new("outbox-too-late")).await?;
    Ok(see_other(urls::OUTBOX))
}
