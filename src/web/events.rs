//! `GET /events?heard=`: what happens in the person's mailboxes, as server-sent events. A page that hears
//! of something asks for the list again; no event holds anything of a message.
//!
//! `hello` comes first and tells who is signed in and what they want to be told; then `mailbox` names one
//! in which something changed, and `mailboxes` says that all should be looked at.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use mailcore::imap::watch::Change;
use serde::Deserialize;
use serde_json::json;
use tokio::time::{Interval, interval};

use super::desk;
use super::error::AppError;
use super::extract::Query;
use super::headers::UNBUFFERED;
use super::session::{SignedIn, Visit};
use crate::app::App;
use crate::live::{Listener, News, NoRoom, Wish};

/// How often a stream says something when nothing happens: proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// What a page heard last, before it was this page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EventsQuery {
    heard: Option<String>,
}

/// A stream that ends with the session. 429 when the account has too many.
pub(super) async fn show(
    State(app): State<App>,
    user: SignedIn,
    visit: Visit,
    Query(query): Query<EventsQuery>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let session = visit.session_id().ok_or(AppError::NotSignedIn)?;
    let wishes = &user.visitor.preferences;
    // The browser tells it when it comes back by itself; the address is as old as the page.
    let heard = headers.get("last-event-id").and_then(|it| it.to_str().ok()).or(query.heard.as_deref());
    let wish = Wish { session: &session, heard, rounds: wishes.rounds() };
    let listener = match app.live.listen(&desk::of(&app, &user), wish) {
        Ok(listener) => listener,
        Err(NoRoom) => return Ok(StatusCode::TOO_MANY_REQUESTS.into_response()),
    };
    let hello = json!({
        "person": user.credentials.login(),
        "every": wishes.check_every.0,
        "all": !wishes.check_few,
        "notify": wishes.notify,
        "content": wishes.notify_content,
        "sound": wishes.sound,
    });
    let hello = Event::default().event("hello").data(hello.to_string());
    let stream = Stream { app, session, listener, hello: Some(hello), heartbeat: interval(HEARTBEAT) };
    let events = stream::unfold(stream, async |mut stream| {
        let event = stream.next().await?;
        Some((Ok::<Event, Infallible>(event), stream))
    });
    let headers = [(CACHE_CONTROL, HeaderValue::from_static("no-store")), UNBUFFERED];
    Ok((headers, Sse::new(events)).into_response())
}

/// A stream on its way.
struct Stream {
    app: App,
    session: String,
    listener: Listener,
    hello: Option<Event>,
    heartbeat: Interval,
}

impl Stream {
    async fn next(&mut self) -> Option<Event> {
        if let Some(hello) = self.hello.take() {
            return Some(hello);
        }
        tokio::select! {
            news = self.listener.next() => news.map(|it| event(&it)),
            _ = self.heartbeat.tick() => {
                let is_there = self.app.store.is_session_there(
                    &self.session,
                    self.app.config.session_idle,
                    jiff::Timestamp::now().as_second(),
                );
                // A database that is away for a moment ends no stream.
                is_there.await.unwrap_or(true).then(|| Event::default().comment(""))
            }
        }
    }
}

fn event(news: &News) -> Event {
    let event = Event::default().id(&news.mark);
    match &news.change {
        Change::Messages { mailbox, status, arrived, gone: _ } => {
            let data = json!({
                "mailbox": mailbox.as_str(),
                "messages": status.messages,
                "unseen": status.unseen,
                "arrived": arrived,
            });
            event.event("mailbox").data(data.to_string())
        }
        Change::Mailboxes => event.event("mailboxes").data("{}"),
    }
}
