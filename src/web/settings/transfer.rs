//! `GET·POST /settings/transfer`: the settings as a file, and from one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::{Section, chrome};
use crate::app::App;
use crate::i18n::Text;
use crate::settings_file::{self, MOST_OCTETS, NotRead, Report};
use crate::web::csrf::CsrfMultipart;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::foreign::{self, How};
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visit};

#[derive(Debug, Template)]
#[template(path = "settings/transfer.html")]
struct TransferPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// Why the file was not read.
    problem: Option<Text>,
    /// What became of it.
    report: Option<Report>,
}

fn transfer_page(user: &SignedIn, problem: Option<Text>, report: Option<Report>) -> TransferPage {
    TransferPage {
        chrome: chrome(&user.visitor),
        section: Section::Transfer,
        failed: problem.is_some(),
        problem,
        report,
    }
}

/// What can be done.
pub(in crate::web) async fn show(user: SignedIn) -> Result<Response, AppError> {
    page::html(&transfer_page(&user, None, None))
}

/// The file.
pub(in crate::web) async fn download(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let written = settings_file::write(&desk::of(&app, &user), user.visitor.locale).await?;
    let name = format!("{}.json", user.visitor.locale.t("transfer-file"));
    Ok((foreign::headers("application/json", How::Saved, &name), written).into_response())
}

/// Takes what a file holds, and says what that was and what not.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    user: SignedIn,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let file = form.files.into_iter().find(|it| it.field == "file");
    let outcome = match file {
        Some(file) => settings_file::read(&desk::of(&app, &user), &file.octets).await?,
        None if form.too_large.is_empty() => Err(NotRead::Foreign),
        None => Err(NotRead::TooLarge),
    };
    match outcome {
        Ok(report) => {
            let language = report.language.filter(|it| *it != user.visitor.locale);
            let mut response = page::html(&transfer_page(&user, None, Some(report)))?;
            if let Some(language) = language {
                visit.choose(language, &mut response).await?;
            }
            Ok(response)
        }
        Err(problem) => {
            let problem = match problem {
                NotRead::TooLarge => {
                    let limit = user.visitor.locale.size(MOST_OCTETS as u64);
                    Text::new("transfer-too-large").with("limit", limit)
                }
                NotRead::Foreign => Text::new("transfer-foreign"),
                NotRead::Newer => Text::new("transfer-newer"),
            };
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &transfer_page(&user, Some(problem), None))
        }
    }
}

impl From<settings_file::Error> for AppError {
    fn from(error: settings_file::Error) -> Self {
        match error {
            settings_file::Error::Store(error) => error.into(),
            settings_file::Error::Identity(error) => error.into(),
            settings_file::Error::Response(error) => error.into(),
            settings_file::Error::Fetch(error) => error.into(),
        }
    }
}
