//! A stream of events as a browser reads it.

use reqwest::{Response, StatusCode};
use serde_json::Value;
use tokio::time::timeout;

use crate::client::Client;
use crate::wait::LIMIT;

/// A stream that is open.
#[derive(Debug)]
pub struct Stream {
    response: Response,
    rest: String,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: String,
    pub data: Value,
}

impl Stream {
    /// Opens one for who is signed in; `heard` is the mark of what was heard last.
    pub async fn open(client: &Client, heard: Option<&str>) -> Self {
        let response = Self::ask(client, heard).await;
        assert_eq!(response.status(), StatusCode::OK);
        let header = |name: &str| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        assert_eq!(header("content-type").as_deref(), Some("text/event-stream"));
        assert_eq!(header("content-encoding"), None);
        Self { response, rest: String::new() }
    }

    /// The answer to somebody who asks for one.
    pub async fn ask(client: &Client, heard: Option<&str>) -> Response {
        let headers: Vec<_> = heard.into_iter().map(|it| ("last-event-id", it)).collect();
        client.stream("/events", &headers).await
    }

    /// The next event of this name; others are passed over.
    pub async fn next(&mut self, name: &str) -> Event {
        loop {
            let event = self.any().await.unwrap_or_else(|| panic!("the stream ended before {name}"));
            if event.name == name {
                return event;
            }
        }
    }

    /// Waits until it ends.
    pub async fn end(mut self) {
        while self.any().await.is_some() {}
    }

    async fn any(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.rest.split_once("\n\n") {
                let event = read(block);
                self.rest = rest.to_owned();
                if event.is_some() {
                    return event;
                }
            }
            let chunk = timeout(LIMIT, self.response.chunk()).await.expect("an event in time");
            // Cut off is an end, too.
            let chunk = chunk.ok().flatten()?;
            self.rest.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

/// Reads an event; a heartbeat is none.
fn read(block: &str) -> Option<Event> {
    let field = |name: &str| {
        let found = block.lines().find_map(|it| it.strip_prefix(name)?.strip_prefix(':'));
        found.map(|it| it.trim_start().to_owned())
    };
    let data = serde_json::from_str(&field("data")?).expect("data in JSON");
    Some(Event { name: field("event").unwrap_or_default(), id: field("id").unwrap_or_default(), data })
}
