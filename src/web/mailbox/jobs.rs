//! `GET /jobs`: what goes on by itself for a person, wherever it was begun.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::MailboxName;

use super::import;
use super::job::JobState;
use crate::acting::large;
use crate::app::App;
use crate::folders::emptying::{self, State as Emptying};
use crate::i18n::Text;
use crate::importing;
use crate::reading;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome, REFRESH};
use crate::web::session::SignedIn;
use crate::web::tree::{self, Naming};
use crate::web::{desk, urls};

/// One of them.
#[derive(Debug)]
struct JobRow {
    /// Its own page.
    url: String,
    /// The name of the mailbox.
    mailbox: String,
    sentence: Text,
    goes_on: bool,
}

#[derive(Debug, Template)]
#[template(path = "mailbox/jobs.html")]
struct JobsPage {
    chrome: Chrome,
    jobs: Vec<JobRow>,
}

/// All of them; those that go on come first.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let mut jobs: Vec<JobRow> = acts(&user).chain(imports(&user)).chain(emptied(&user)).collect();
    jobs.sort_by(|one, other| (other.goes_on, &one.mailbox).cmp(&(one.goes_on, &other.mailbox)));
    let goes_on = jobs.iter().any(|it| it.goes_on);
    let folders = reading::folders(&desk::of(&app, &user)).await;
    for job in &mut jobs {
        // A mailbox may have gone meanwhile.
        if let Some(mailbox) = folders.iter().find(|it| it.name.as_str() == job.mailbox) {
            job.mailbox = tree::name(mailbox, Naming::of(&user.visitor));
        }
    }
    let chrome = Chrome::new(&user.visitor).with_folders(folders, None);
    let page = page::html(&JobsPage { chrome, jobs })?;
    Ok(if goes_on { ([REFRESH], page).into_response() } else { page })
}

fn row(url: String, mailbox: &MailboxName, goes_on: bool, sentence: Text) -> JobRow {
    JobRow { url, mailbox: mailbox.to_string(), sentence, goes_on }
}

fn acts(user: &SignedIn) -> impl Iterator<Item = JobRow> {
    large::all(user.account).into_iter().map(move |(job, progress)| {
        let state = JobState::of(user, &progress.mailbox, &job);
        let url = urls::act_job(&progress.mailbox, &job);
        row(url, &progress.mailbox, state.goes_on(), state.sentence())
    })
}

fn imports(user: &SignedIn) -> impl Iterator<Item = JobRow> {
    importing::all(user.account).into_iter().map(|(job, progress)| {
        let url = urls::import_job(&progress.mailbox, &job);
        let goes_on = progress.state == importing::State::Running;
        row(
            url,
            &progress.mailbox,
            goes_on,
            import::sentence(progress.state).with("count", progress.imported),
        )
    })
}

fn emptied(user: &SignedIn) -> impl Iterator<Item = JobRow> {
    emptying::all(user.account).into_iter().map(|(folder, progress)| {
        let key = match progress.state {
            Emptying::Running => "folders-emptying",
            Emptying::Done => "folders-emptied",
            Emptying::Stopped => "folders-stopped",
        };
        let goes_on = progress.state == Emptying::Running;
        row(urls::settings_folder(&folder), &folder, goes_on, Text::new(key))
    })
}
