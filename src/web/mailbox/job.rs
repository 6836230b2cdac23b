//! `GET /mail/{mailbox}/act/{job}`: how far a large act is, as a page and as a notice.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::MailboxName;

use super::words;
use crate::acting::large::{self, Progress};
use crate::app::App;
use crate::i18n::Text;
use crate::reading;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::notice::Notice;
use crate::web::page::{self, Chrome, REFRESH, see_other};
use crate::web::session::SignedIn;
use crate::web::tree::Naming;
use crate::web::{desk, urls};

/// Tells the list that it has changed.
const TRIGGER: (HeaderName, HeaderValue) =
    (HeaderName::from_static("hx-trigger"), HeaderValue::from_static("facteur:news"));

/// How far it is, and the report in the end.
#[derive(Debug, Template)]
#[template(path = "mailbox/acting.html")]
struct ActingPage {
    chrome: Chrome,
    back_url: String,
    state: JobState,
}

/// The same as a notice, for htmx.
#[derive(Debug, Template)]
#[template(path = "mailbox/act_job.html")]
struct JobFragment {
    chrome: Chrome,
    state: JobState,
}

/// What is told of it.
#[derive(Debug)]
pub(super) enum JobState {
    /// It goes on.
    Running {
        /// Where it is looked at.
        url: String,
        /// Where it is stopped, and by which name.
        act_url: String,
        job: String,
        /// In percent.
        percent: usize,
        sentence: Text,
    },
    /// It has ended, or nobody knows of it.
    Ended(Notice),
}

impl JobState {
    /// Of a job of the person's, told for the mailbox that it is about.
    pub(super) fn of(user: &SignedIn, mailbox: &MailboxName, job: &str) -> Self {
        let progress = large::progress(user.account, job).filter(|it| it.mailbox == *mailbox);
        let Some(progress) = progress else { return Self::Ended(Text::new("job-unknown").into()) };
        if let Some(report) = progress.report {
            return Self::Ended(words::notice(&report, mailbox, Naming::of(&user.visitor)));
        }
        let Progress { done, total, .. } = progress;
        Self::Running {
            url: urls::act_job(mailbox, job),
            act_url: urls::act(mailbox),
            job: job.to_owned(),
            percent: done.saturating_mul(100).checked_div(total).unwrap_or(0).min(100),
            sentence: Text::new("job-running").with("done", done).with("total", total),
        }
    }

    /// How far it is, or what became of it.
    pub(super) fn sentence(&self) -> Text {
        match self {
            Self::Running { sentence, .. } => sentence.clone(),
            Self::Ended(notice) => notice.text.clone(),
        }
    }

    pub(super) fn goes_on(&self) -> bool {
        matches!(self, Self::Running { .. })
    }
}

/// The same for the answer to the act itself.
#[derive(Debug, Template)]
#[template(path = "mailbox/begun.html")]
struct BegunFragment {
    chrome: Chrome,
    state: JobState,
}

/// What follows an act on so many messages that it goes on by itself: the notice tells how far it is, or a
/// page.
pub(super) fn begun(user: &SignedIn, mailbox: &MailboxName, job: &str) -> Result<Response, AppError> {
    if !user.visitor.fragment {
        return Ok(see_other(&urls::act_job(mailbox, job)));
    }
    let state = JobState::of(user, mailbox, job);
    page::no_swap(page::html(&BegunFragment { chrome: Chrome::new(&user.visitor), state })?)
}

/// What follows when it was stopped: the notice, or the page.
pub(super) fn look(user: &SignedIn, mailbox: &MailboxName, job: &str) -> Result<Response, AppError> {
    if !user.visitor.fragment {
        return Ok(see_other(&urls::act_job(mailbox, job)));
    }
    let state = JobState::of(user, mailbox, job);
    page::html(&JobFragment { chrome: Chrome::new(&user.visitor), state })
}

/// How far it is.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, job)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let mailbox = MailboxName::parse(&mailbox).ok_or(AppError::NotFound)?;
    let state = JobState::of(&user, &mailbox, &job);
    let goes_on = state.goes_on();
    if user.visitor.fragment {
        let page = page::html(&JobFragment { chrome: Chrome::new(&user.visitor), state })?;
        return Ok(if goes_on { page } else { ([TRIGGER], page).into_response() });
    }
    let folders = reading::folders(&desk::of(&app, &user)).await;
    let back_url = urls::mailbox(&mailbox);
    let chrome = Chrome::new(&user.visitor).with_folders(folders, Some(mailbox));
    let page = page::html(&ActingPage { chrome, back_url, state })?;
    Ok(if goes_on { ([REFRESH], page).into_response() } else { page })
}
