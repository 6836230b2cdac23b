//! Documents that wait for their frame. A message that is opened has its HTML made safe to say what
//! is blocked in it, and a moment later the browser asks for the very document: it is made once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mailcore::message::place::Place;
use mailcore::message::sanitize::Sanitized;

use crate::store::AccountId;

/// So long a document waits; a browser asks within a second.
const WAITING: Duration = Duration::from_secs(20);

/// The most octets that wait in all. What has no room is made again.
const MOST_OCTETS: usize = 4_000_000;

/// The documents that wait; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Documents(Arc<Mutex<HashMap<Key, Waiting>>>);

/// Whose document it is, of which message, with images of other servers or without.
type Key = (AccountId, Place, bool);

#[derive(Debug)]
struct Waiting {
    document: Sanitized,
    since: Instant,
}

impl Documents {
    /// Lets a document wait for whoever opened its message; `images` is whether those of other servers
    /// are shown in it.
    pub fn put(&self, account: AccountId, at: &Place, images: bool, document: Sanitized) {
        let mut waiting = self.lock();
        waiting.retain(|_, it| it.since.elapsed() < WAITING);
        let octets: usize = waiting.values().map(|it| size(&it.document)).sum();
        if octets.saturating_add(size(&document)) <= MOST_OCTETS {
            waiting.insert((account, at.clone(), images), Waiting { document, since: Instant::now() });
        }
    }

    /// Takes the document of a message, once.
    pub fn take(&self, account: AccountId, at: &Place, images: bool) -> Option<Sanitized> {
        let waiting = self.lock().remove(&(account, at.clone(), images))?;
        (waiting.since.elapsed() < WAITING).then_some(waiting.document)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size(document: &Sanitized) -> usize {
    document.html.as_str().len() + document.sheet.css().len()
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::{MailboxName, MessageRef};
    use mailcore::message::sanitize::{Options, sanitize};

    use super::*;

    fn at(number: &str) -> Place {
        MessageRef { mailbox: MailboxName::inbox(), number: number.parse().unwrap() }.into()
    }

    #[test]
    fn a_document_is_taken_once_and_by_its_owner() {
        let documents = Documents::default();
        let document = sanitize("<p>hello</p>", &Options::default());
        documents.put(AccountId(1), &at("1-2"), false, document);
        assert!(documents.take(AccountId(2), &at("1-2"), false).is_none());
        assert!(documents.take(AccountId(1), &at("1-3"), false).is_none());
        assert!(
            documents
                .take(AccountId(1), &Place::inside(at("1-2").message, "2".parse().unwrap()), false)
                .is_none()
        );
        assert!(documents.take(AccountId(1), &at("1-2"), true).is_none(), "under another choice");
        assert!(documents.take(AccountId(1), &at("1-2"), false).is_some());
        assert!(documents.take(AccountId(1), &at("1-2"), false).is_none());
    }

    #[test]
    fn documents_are_bounded() {
        let documents = Documents::default();
        let html = format!("<p>{}</p>", "x".repeat(1_000_000));
        for number in 1..=9 {
            documents.put(
                AccountId(1),
                &at(&format!("1-{number}")),
                false,
                sanitize(&html, &Options::default()),
            );
        }
        assert!(documents.lock().len() <= 4);
    }
}
