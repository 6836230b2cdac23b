//! `POST /outbox/{draft}/cancel`, `/now` and `/time`

use axum::extract::{FromRequest, FromRequestParts as _, Request, State};
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::compose;
use crate::desk::Desk;
use crate::i18n::Text;
use crate::outbox::waiting;
use crate::web::compose::{later, send};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, notice, urls};

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct OutboxForm {
    /// As a field for date and time has it.
    later_at: String,
}

/// Which message is meant, and by whom.
pub(in crate::web) struct Meant {
    desk: Desk,
    session: Session,
    visitor: Visitor,
    id: String,
    form: OutboxForm,
}

impl FromRequest<App> for Meant {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, app).await;
        let session = session.map_err(|(_, why)| AppError::Internal(why.into()))?;
        let user = SignedIn::from_request_parts(&mut parts, app).await?;
        let Path(id) = Path::from_request_parts(&mut parts, app).await?;
        let CsrfForm(form) = CsrfForm::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self { desk: desk::of(app, &user), session, visitor: user.visitor, id, form })
    }
}

/// The message is a draft again, and is open as it was; or it is too late.
pub(in crate::web) async fn call_back(meant: Meant) -> Result<Response, AppError> {
    if waiting::call_back(&meant.desk, &meant.id).await? {
        return Ok(see_other(&urls::draft(&meant.id)));
    }
    too_late(&meant.session).await
}

/// Sends one at once, as the person who is here now.
pub(in crate::web) async fn send_now(State(app): State<App>, meant: Meant) -> Result<Response, AppError> {
    let Meant { desk, session, visitor, id, .. } = meant;
    match compose::send_kept(&desk, &id, visitor.now, desk::patience(&app)).await? {
        Some(sending) => send::answer(&desk, &visitor, &session, sending, &[]).await,
        None => too_late(&session).await,
    }
}

/// Lets one wait until another time.
pub(in crate::web) async fn change(meant: Meant) -> Result<Response, AppError> {
    let Meant { desk, session, visitor, id, form } = meant;
    let Ok(due_at) = later::read(&form.later_at, visitor.now) else {
        return said(&session, Text::new("outbox-bad-time")).await;
    };
    if !waiting::put_off_again(&desk, &id, due_at).await? {
        return too_late(&session).await;
    }
    let date = visitor.locale.long_date(due_at, visitor.now);
    said(&session, Text::new("outbox-changed").with("date", date)).await
}

async fn too_late(session: &Session) -> Result<Response, AppError> {
    said(session, Text::new("outbox-too-late")).await
}

/// The outbox, with a sentence.
async fn said(session: &Session, text: Text) -> Result<Response, AppError> {
    notice::leave(session, &text).await?;
    Ok(see_other(urls::OUTBOX))
}
