//! `GET·POST /settings/data`: all that a person has here, as one file.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::{Section, chrome};
use crate::app::App;
use crate::everything::{self, Asker};
use crate::i18n::Text;
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
    /// Why there is no zip now.
    trouble: Option<Text>,
}

/// What there is.
pub(in crate::web) async fn show(user: SignedIn) -> Result<Response, AppError> {
    page::html(&DataPage::new(&user, None))
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
    let asker = Asker { session, idle: app.config.session_idle, patience: app.config.request_timeout };
    let begun = everything::begin(&desk::of(&app, &user), asker, locale, user.visitor.now).await;
    let octets = match begun {
        Err(everything::Error::TooMany) => {
            let page = DataPage::new(&user, Some(Text::new("data-too-many")));
            return page::html_with(StatusCode::TOO_MANY_REQUESTS, &page);
        }
        begun => begun?,
    };
    let name = format!("{}.zip", locale.t("data-file"));
    let headers = foreign::headers("application/zip", How::Saved, &name);
    Ok((headers, Body::from_stream(octets)).into_response())
}

impl DataPage {
    fn new(user: &SignedIn, trouble: Option<Text>) -> Self {
        Self { chrome: chrome(&user.visitor), section: Section::Data, trouble }
    }
}

impl From<everything::Error> for AppError {
    fn from(error: everything::Error) -> Self {
        match error {
            everything::Error::Mail(error) => error.into(),
            everything::Error::Store(error) => error.into(),
            everything::Error::Settings(error) => error.into(),
            everything::Error::SessionEnded => Self::NotSignedIn,
            error @ (everything::Error::Zip(_)
            | everything::Error::BrokenOff
            | everything::Error::Stalled
            | everything::Error::TooMany) => Self::Internal(error.into()),
        }
    }
}
