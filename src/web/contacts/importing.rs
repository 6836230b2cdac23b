//! `GET /contacts/import/{file}/job`: how far an import is, what became of it, and how it is taken back.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::import::{ImportView, ReportView, gone};
use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::contacts::books::{self, BookId};
use crate::i18n::{Locale, Text};
use crate::importing::cards::{self, Known, Progress, State as JobState};
use crate::web::error::AppError;
use crate::web::extract::{HasScripts, Path};
use crate::web::notice::UndoForm;
use crate::web::page::{self, Chrome, REFRESH};
use crate::web::session::SignedIn;
use crate::web::urls;

/// What is told of an import.
#[derive(Debug)]
pub(super) struct JobView {
    /// Where it is looked at again, while it goes on.
    pub(super) url: Option<String>,
    /// In percent.
    pub(super) done: usize,
    /// What happens, or how it ended.
    pub(super) sentence: Text,
    /// It ended before its end.
    pub(super) is_broken: bool,
    pub(super) report: Option<ReportView>,
    /// How it is taken back, where it did something.
    pub(super) undo: Option<UndoForm>,
    /// Where the file is that can be tried again.
    pub(super) again_url: Option<String>,
}

/// The same for htmx, while it goes on.
#[derive(Debug, Template)]
#[template(path = "contacts/job.html")]
struct JobFragment {
    chrome: Chrome,
    job: JobView,
}

impl JobView {
    fn new(id: &str, book: BookId, known: Known, locale: Locale) -> Self {
        let nothing = Self {
            url: None,
            done: 0,
            sentence: Text::new("contacts-import-done"),
            is_broken: false,
            report: None,
            undo: None,
            again_url: None,
        };
        let undo = || Some(UndoForm { url: urls::contacts::act(&book.name()), act: id.to_owned() });
        let count = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        let Progress { done, total, state, is_undo, .. } = match known {
            Known::Progress(progress) => progress,
            Known::Lost(cards) => {
                let sentence = Text::new("contacts-import-lost").with("count", count(cards));
                return Self { sentence, is_broken: true, undo: undo(), ..nothing };
            }
        };
        match state {
            JobState::Running => Self {
                url: Some(urls::contacts::import_job(id)),
                done: done.saturating_mul(100).checked_div(total).unwrap_or(0).min(100),
                sentence: match total {
                    _ if is_undo => {
                        Text::new("contacts-import-undoing").with("done", done).with("count", total)
                    }
                    0 => Text::new("contacts-import-begins"),
                    _ => Text::new("contacts-import-running").with("done", done).with("count", total),
                },
                ..nothing
            },
            JobState::Done(imported) => {
                let mut report = ReportView::new(imported.report);
                if imported.replaced > 0 {
                    report
                        .sentences
                        .push(Text::new("contacts-deleted").with("count", count(imported.replaced)));
                }
                let undo = undo().filter(|_| report.taken > 0);
                match imported.stopped {
                    None => Self { undo, report: Some(report), ..nothing },
                    Some(why) => Self {
                        sentence: Text::new("contacts-import-cut-off")
                            .with("why", locale.say(&Text::new(words::failure(why)))),
                        is_broken: true,
                        again_url: Some(urls::contacts::import_file(id)),
                        undo,
                        report: Some(report),
                        ..nothing
                    },
                }
            }
            JobState::TakenBack(back) => Self {
                is_broken: !back.is_whole(),
                // What a server did not take waits for another try.
                undo: undo().filter(|_| !back.is_whole()),
                sentence: words::taken_back(&back, locale),
                ..nothing
            },
            JobState::NotTakenBack => Self {
                sentence: Text::new("contacts-import-not-undone"),
                is_broken: true,
                undo: undo(),
                ..nothing
            },
            JobState::Stopped(cards) => {
                let key = if cards == 0 { "contacts-import-failed" } else { "contacts-import-stopped" };
                Self {
                    sentence: Text::new(key).with("count", count(cards)),
                    is_broken: true,
                    undo: undo().filter(|_| cards > 0),
                    again_url: Some(urls::contacts::import_file(id)),
                    ..nothing
                }
            }
        }
    }
}

/// How far it is.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    HasScripts(has_scripts): HasScripts,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let Some(known) = cards::known(&app.store, user.account, &id).await? else {
        return gone(&app, &user).await;
    };
    let book = match &known {
        Known::Progress(progress) => progress.how.book,
        Known::Lost(_) => BookId::Personal,
    };
    // A book can go while its import is looked at.
    let all = books::all(&app.store, user.account).await?;
    let book = Some(book).filter(|it| all.iter().any(|book| book.id == *it)).unwrap_or(BookId::Personal);
    let job = JobView::new(&id, book, known, user.visitor.locale);
    let goes_on = job.url.is_some();
    if user.visitor.fragment && goes_on {
        return page::html(&JobFragment { chrome: Chrome::new(&user.visitor), job });
    }
    if user.visitor.fragment {
        // The list has changed, too: the whole page is asked for.
        let to = HeaderValue::try_from(urls::contacts::import_job(&id));
        let to = to.map_err(|error| AppError::Internal(error.into()))?;
        return Ok((StatusCode::OK, [(HeaderName::from_static("hx-redirect"), to)]).into_response());
    }
    let view = View::read(&book.name(), ListQuery::default()).ok_or(AppError::NotFound)?;
    let beside = Beside::Import(ImportView::Job(Box::new(job)));
    let page = panes::show(&app, &user, view, StatusCode::OK, beside).await?;
    Ok(if goes_on && !has_scripts { ([REFRESH], page).into_response() } else { page })
}
