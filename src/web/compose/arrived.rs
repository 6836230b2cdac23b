//! `POST /compose/{draft}/arrived`

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::send::after;
use crate::app::App;
use crate::compose::draft;
use crate::i18n::Text;
use crate::outbox::{self, Filed};
use crate::web::csrf::CsrfMultipart;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// The person knows that a message was sent of which the program does not: its copy goes where copies go, and the
/// draft away.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
    session: Session,
    _form: CsrfMultipart,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let draft = draft::load(&desk, &id).await?.ok_or(AppError::NotFound)?;
    let Some(filed) = outbox::it_was_sent(&desk, &id, user.visitor.now).await? else {
        return Ok(see_other(&urls::draft(&id)));
    };
    let text = match filed {
        Filed::Yes => "outbox-filed",
        Filed::Full => "compose-copy-full",
        Filed::Later => "compose-copy-failed",
    };
    notice::leave(&session, &Text::new(text)).await?;
    Ok(see_other(&after(Some(&draft))))
}
