//! `GET /outbox`: the messages that wait, and those that could not be sent.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::words;
use crate::app::App;
use crate::compose::draft;
use crate::desk::Desk;
use crate::i18n::dates::ahead;
use crate::i18n::{Locale, Text};
use crate::outbox::waiting::{self, Until, Waiting};
use crate::reading;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

/// A message.
#[derive(Debug)]
struct Row {
    draft: String,
    subject: String,
    recipients: String,
    /// When it is sent, or why it is not.
    sentence: Text,
    details: Vec<String>,
    /// The field with its time; empty where it cannot be changed.
    time: String,
    /// It waits for its owner.
    is_held: bool,
    /// Nobody knows whether it was sent: the draft asks.
    is_unknown: bool,
    /// Nothing can be done with it.
    goes: bool,
}

#[derive(Debug, Template)]
#[template(path = "compose/outbox/list.html")]
struct OutboxPage {
    chrome: Chrome,
    rows: Vec<Row>,
    /// The earliest time that can be chosen.
    earliest: String,
}

/// All of them, the next one first.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let (locale, now) = (user.visitor.locale, user.visitor.now);
    let mut rows = Vec::new();
    for it in waiting::list(&desk, now).await? {
        rows.extend(row(&desk, it, locale, now).await?);
    }
    let chrome = Chrome::new(&user.visitor).with_folders(reading::folders(&desk).await, None);
    page::html(&OutboxPage { chrome, rows, earliest: ahead::to_field(now) })
}

/// What has no draft, as the answer to an invitation, is told of where it was made.
async fn row(desk: &Desk, it: Waiting, locale: Locale, now: i64) -> Result<Option<Row>, AppError> {
    let Some(draft) = draft::load(desk, &it.draft).await? else { return Ok(None) };
    let form = draft.content.form;
    let recipients = [form.to, form.cc, form.bcc].into_iter().filter(|it| !it.trim().is_empty());
    let (sentence, details) = match &it.until {
        Until::Due(at) => (Text::new("outbox-due").with("date", locale.long_date(*at, now)), Vec::new()),
        Until::OnItsWay => (Text::new("outbox-going"), Vec::new()),
        Until::Held(obstacle) => words::of(obstacle.clone()),
        Until::Unknown => (Text::new("compose-unknown"), Vec::new()),
    };
    let time = match it.until {
        Until::Due(at) => ahead::to_field(at),
        Until::Held(_) => ahead::to_field(now.saturating_add(3_600)),
        Until::OnItsWay | Until::Unknown => String::new(),
    };
    Ok(Some(Row {
        draft: draft.id,
        subject: form.subject,
        recipients: recipients.collect::<Vec<_>>().join(", "),
        sentence,
        details,
        time,
        is_held: matches!(it.until, Until::Held(_)),
        is_unknown: it.until == Until::Unknown,
        goes: it.until == Until::OnItsWay,
    }))
}
