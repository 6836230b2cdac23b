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

/// What a person wants to have of a document though it may do harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Images of other servers.
    pub images: bool,
    /// Links, though the message is probably a fraud.
    pub links: bool,
}

/// Whose document it is, of which message, and in which form.
type Key = (AccountId, Place, Wanted);

#[derive(Debug)]
struct Waiting {
    document: Sanitized,
    since: Instant,
}

impl Documents {
    /// Lets a document wait for whoever opened its message.
    pub fn put(&self, account: AccountId, at: &Place, wanted: Wanted, document: Sanitized) {
        let mut waiting = self.lock();
        waiting.retain(|_, it| it.since.elapsed() < WAITING);
        let octets: usize = waiting.values().map(|it| size(&it.document)).sum();
        if octets.saturating_add(size(&document)) <= MOST_OCTETS {
            waiting.insert((account, at.clone(), wanted), Waiting { document, since: Instant::now() });
        }
    }

    /// Takes the document of a message, once.
    pub fn take(&self, account: AccountId, at: &Place, wanted: Wanted) -> Option<Sanitized> {
        let waiting = self.lock().remove(&(account, at.clone(), wanted))?;
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
        let safe = Wanted::default();
        documents.put(AccountId(1), &at("1-2"), safe, document);
        assert!(documents.take(AccountId(2), &at("1-2"), safe).is_none());
        assert!(documents.take(AccountId(1), &at("1-3"), safe).is_none());
        let inside = Place::inside(at("1-2").message, "2".parse().unwrap());
        assert!(documents.take(AccountId(1), &inside, safe).is_none());
        for other in [Wanted { images: true, ..safe }, Wanted { links: true, ..safe }] {
            assert!(documents.take(AccountId(1), &at("1-2"), other).is_none(), "{other:?}");
        }
        assert!(documents.take(AccountId(1), &at("1-2"), safe).is_some());
        assert!(documents.take(AccountId(1), &at("1-2"), safe).is_none());
    }

    #[test]
    fn documents_are_bounded() {
        let documents = Documents::default();
        let html = format!("<p>{}</p>", "x".repeat(1_000_000));
        for number in 1..=9 {
            documents.put(
                AccountId(1),
                &at(&format!("1-{number}")),
                Wanted::default(),
                sanitize(&html, &Options::default()),
            );
        }
        assert!(documents.lock().len() <= 4);
    }
}
