//! `GET·POST /settings/data`: all that a person has here, as one file.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::{Section, chrome};
use crate::app::App;
use crate::everything::{self, Asker};
use crate::web::csrf::{CsrfForm, NoFields};
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::foreign::{self, How};
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visit};

#[derive(Debug, Template)]
#[template(path = "settings/data.html")]
struct DataPage {
    chrome: Chrome,
    section: Section,
}

/// What there is.
pub(in crate::web) async fn show(user: SignedIn) -> Result<Response, AppError> {
    page::html(&DataPage { chrome: chrome(&user.visitor), section: Section::Data })
}

/// The zip, which is made meanwhile. When it breaks, the connection does as well, so that the browser says that the
/// download failed.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    user: SignedIn,
    _: CsrfForm<NoFields>,
) -> Result<Response, AppError> {
    let locale = user.visitor.locale;
    let session = visit.session_id().ok_or(AppError::NotSignedIn)?;
    let asker = Asker { session, idle: app.config.session_idle };
    let octets = everything::begin(&desk::of(&app, &user), asker, locale, user.visitor.now).await?;
    let name = format!("{}.zip", locale.t("data-file"));
    let headers = foreign::headers("application/zip", How::Saved, &name);
    Ok((headers, Body::from_stream(octets)).into_response())
}

impl From<everything::Error> for AppError {
    fn from(error: everything::Error) -> Self {
        match error {
            everything::Error::Mail(error) => error.into(),
            everything::Error::Store(error) => error.into(),
            everything::Error::Settings(error) => error.into(),
            everything::Error::SessionEnded => Self::NotSignedIn,
            error @ (everything::Error::Zip(_) | everything::Error::BrokenOff) => {
                Self::Internal(error.into())
            }
        }
    }
}
