//! `GET·POST /settings/transfer`: the settings as a file, and from one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::{Section, chrome};
use crate::app::App;
use crate::i18n::{Locale, Text};
use crate::settings_file::look::{self, Change, Look};
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
    /// What it would change.
    look: Option<LookView>,
    /// What became of it.
    report: Option<Report>,
}

/// What a file would change, before it does.
#[derive(Debug)]
struct LookView {
    /// What is asked, what is answered now, and what the file answers.
    changes: Vec<(String, [String; 2])>,
    look: Look,
}

impl LookView {
    fn new(look: Look, locale: Locale) -> Self {
        let words = |it: &Change| {
            let answers = [it.before.as_str(), it.after.as_str()];
            super::asks()
                .find_map(|ask| ask.words_of(it.name, answers, locale))
                .unwrap_or_else(|| (it.name.to_owned(), answers.map(str::to_owned)))
        };
        Self { changes: look.changes.iter().map(words).collect(), look }
    }
}

/// What the page says of a file.
enum Said {
    Nothing,
    Problem(NotRead),
    Look(Look),
    Report(Report),
}

fn transfer_page(user: &SignedIn, said: Said) -> TransferPage {
    let locale = user.visitor.locale;
    let (problem, look, report) = match said {
        Said::Nothing => (None, None, None),
        Said::Problem(NotRead::TooLarge) => {
            let limit = locale.size(MOST_OCTETS as u64);
            (Some(Text::new("transfer-too-large").with("limit", limit)), None, None)
        }
        Said::Problem(NotRead::Foreign) => (Some(Text::new("transfer-foreign")), None, None),
        Said::Problem(NotRead::Newer) => (Some(Text::new("transfer-newer")), None, None),
        Said::Look(look) => (None, Some(LookView::new(look, locale)), None),
        Said::Report(report) => (None, None, Some(report)),
    };
    TransferPage {
        chrome: chrome(&user.visitor),
        section: Section::Transfer,
        failed: problem.is_some(),
        problem,
        look,
        report,
    }
}

/// What can be done.
pub(in crate::web) async fn show(user: SignedIn) -> Result<Response, AppError> {
    page::html(&transfer_page(&user, Said::Nothing))
}

/// The file.
pub(in crate::web) async fn download(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let written = settings_file::write(&desk::of(&app, &user), user.visitor.locale).await?;
    let name = format!("{}.json", user.visitor.locale.t("transfer-file"));
    Ok((foreign::headers("application/json", How::Saved, &name), written).into_response())
}

/// Shows what a file would change; takes it once that was seen, and says what that was and what not.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    visit: Visit,
    user: SignedIn,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let (desk, locale) = (desk::of(&app, &user), user.visitor.locale);
    if let Some((_, content)) = form.fields.iter().find(|it| it.0 == "content") {
        return match settings_file::read(&desk, content.as_bytes(), user.visitor.now).await? {
            Err(problem) => refused(&user, problem),
            Ok(report) => {
                // Messages may have been read in another charset.
                app.documents.forget(user.account);
                let language = report.language.filter(|it| *it != locale);
                let mut response = page::html(&transfer_page(&user, Said::Report(report)))?;
                if let Some(language) = language {
                    visit.choose(language, &mut response).await?;
                }
                Ok(response)
            }
        };
    }
    let file = form.files.into_iter().find(|it| it.field == "file");
    let looked = match file {
        Some(file) => look::of(&desk, locale, &file.octets).await?,
        None if form.too_large.is_empty() => Err(NotRead::Foreign),
        None => Err(NotRead::TooLarge),
    };
    match looked {
        Ok(look) => page::html(&transfer_page(&user, Said::Look(look))),
        Err(problem) => refused(&user, problem),
    }
}

fn refused(user: &SignedIn, problem: NotRead) -> Result<Response, AppError> {
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &transfer_page(user, Said::Problem(problem)))
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
