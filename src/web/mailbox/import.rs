//! `GET` and `POST /mail/{mailbox}/import`, `GET /mail/{mailbox}/import/{job}`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::MailboxName;

use crate::app::App;
use crate::i18n::Text;
use crate::importing::{self, Progress, State as JobState, Stop, Why};
use crate::reading;
use crate::web::csrf::upload::{CsrfUpload, MOST_OCTETS};
use crate::web::error::AppError;
use crate::web::extract::{HasScripts, MailboxPath, Path};
use crate::web::page::{self, Chrome, REFRESH, see_other};
use crate::web::session::SignedIn;
use crate::web::tree::{self, Naming};
use crate::web::{desk, urls};

/// The form.
#[derive(Debug, Template)]
#[template(path = "mailbox/import.html")]
struct ImportPage {
    chrome: Chrome,
    /// The name of the mailbox for reading.
    folder: String,
    url: String,
    back_url: String,
    limit: String,
    problem: Option<Text>,
}

/// How far it is, and the report in the end.
#[derive(Debug, Template)]
#[template(path = "mailbox/importing.html")]
struct ImportingPage {
    chrome: Chrome,
    folder: String,
    back_url: String,
    again_url: String,
    job: Job,
}

/// The same for htmx.
#[derive(Debug, Template)]
#[template(path = "mailbox/import_job.html")]
struct JobFragment {
    chrome: Chrome,
    job: Job,
}

/// What is told of a job.
#[derive(Debug)]
struct Job {
    /// Where it is looked at again, while it goes on.
    url: Option<String>,
    /// In percent.
    done: u64,
    /// What happened, or what happens.
    sentence: Text,
    /// It ended before the end of the file, or nobody knows.
    is_broken: bool,
    left_out: usize,
    /// Names and reasons of some that were left out.
    named: Vec<(String, Text)>,
    /// So many more were left out than are named.
    more: usize,
}

impl Job {
    fn new(url: String, progress: Option<Progress>) -> Self {
        let Some(progress) = progress else {
            return Self {
                url: None,
                done: 0,
                sentence: Text::new("import-unknown"),
                is_broken: true,
                left_out: 0,
                named: Vec::new(),
                more: 0,
            };
        };
        let Progress { state, imported, left_out, named, done, total, .. } = progress;
        Self {
            url: (state == JobState::Running).then_some(url),
            done: done.saturating_mul(100).checked_div(total).unwrap_or(0).min(100),
            sentence: sentence(state).with("count", imported),
            is_broken: matches!(state, JobState::Stopped(_)),
            left_out,
            more: left_out.saturating_sub(named.len()),
            named: named.into_iter().map(|it| (it.name, reason(it.why))).collect(),
        }
    }
}

pub(super) fn sentence(state: JobState) -> Text {
    Text::new(match state {
        JobState::Running => "import-running",
        JobState::Done => "import-done",
        JobState::Stopped(Stop::Full) => "import-full",
        JobState::Stopped(Stop::NoMailbox) => "import-no-folder",
        JobState::Stopped(Stop::Server) => "import-server",
        JobState::Stopped(Stop::TooMuch) => "import-too-much",
        JobState::Stopped(Stop::Damaged) => "import-damaged",
    })
}

fn reason(why: Why) -> Text {
    Text::new(match why {
        Why::NotMail => "import-not-mail",
        Why::TooLong => "import-too-long",
        Why::Nested => "import-nested",
        Why::Name => "import-name",
        Why::Packed => "import-packed",
        Why::Refused => "import-refused",
    })
}

/// Asks for a file.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
) -> Result<Response, AppError> {
    form(&app, &user, mailbox, StatusCode::OK, None).await
}

/// Takes the file, and begins.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    upload: CsrfUpload,
) -> Result<Response, AppError> {
    let (status, problem) = match upload {
        CsrfUpload::File(source) => {
            let job = importing::begin(&desk::of(&app, &user), mailbox.clone(), source);
            return Ok(see_other(&urls::import_job(&mailbox, &job)));
        }
        CsrfUpload::Nothing => (StatusCode::UNPROCESSABLE_ENTITY, "import-no-file"),
        CsrfUpload::TooMany => (StatusCode::TOO_MANY_REQUESTS, "import-too-many"),
    };
    form(&app, &user, mailbox, status, Some(Text::new(problem))).await
}

/// How far it is.
pub(in crate::web) async fn progress(
    State(app): State<App>,
    user: SignedIn,
    HasScripts(has_scripts): HasScripts,
    Path((mailbox, id)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let mailbox = MailboxName::parse(&mailbox).ok_or(AppError::NotFound)?;
    let progress = importing::progress(user.account, &id).filter(|it| it.mailbox == mailbox);
    let job = Job::new(urls::import_job(&mailbox, &id), progress);
    let looks_again = job.url.is_some() && !has_scripts;
    if user.visitor.fragment {
        return page::html(&JobFragment { chrome: Chrome::new(&user.visitor), job });
    }
    let (chrome, folder) = surroundings(&app, &user, &mailbox).await;
    let page = page::html(&ImportingPage {
        chrome,
        folder,
        back_url: urls::mailbox(&mailbox),
        again_url: urls::import(&mailbox),
        job,
    })?;
    Ok(if looks_again { ([REFRESH], page).into_response() } else { page })
}

async fn form(
    app: &App,
    user: &SignedIn,
    mailbox: MailboxName,
    status: StatusCode,
    problem: Option<Text>,
) -> Result<Response, AppError> {
    let (chrome, folder) = surroundings(app, user, &mailbox).await;
    let page = ImportPage {
        limit: chrome.locale.size(MOST_OCTETS),
        chrome,
        folder,
        url: urls::import(&mailbox),
        back_url: urls::mailbox(&mailbox),
        problem,
    };
    page::html_with(status, &page)
}

/// What surrounds the page, and what the mailbox is called.
async fn surroundings(app: &App, user: &SignedIn, mailbox: &MailboxName) -> (Chrome, String) {
    let folders = reading::folders(&desk::of(app, user)).await;
    let here = folders.iter().find(|it| it.name == *mailbox);
    let folder = here.map_or_else(|| mailbox.to_string(), |it| tree::name(it, Naming::of(&user.visitor)));
    (Chrome::new(&user.visitor).with_folders(folders, Some(mailbox.clone())), folder)
}
