//! Documents that were made: the HTML of messages that were opened lately. What a message says never
//! changes, and making it safe is what costs most of opening it. A message that is opened has it made
//! to say what is blocked in it, a moment later the frame asks for the very document, and people go
//! back and forth between messages.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mailcore::message::place::Place;
use mailcore::message::sanitize::Sanitized;

use crate::store::AccountId;

/// So long after its last use a document is kept.
const KEPT: Duration = Duration::from_secs(600);

/// The most octets that are kept in all. Beyond it those go first that were not used for longest.
const MOST_OCTETS: usize = 32_000_000;

/// The documents that are kept; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Documents(Arc<Mutex<HashMap<Key, Kept>>>);

/// A document, and what is to be said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The HTML, made safe.
    pub safe: Sanitized,
    /// How many images of other servers are shown in it.
    pub shown: usize,
}

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
struct Kept {
    document: Arc<Document>,
    used: Instant,
}

impl Documents {
    /// Keeps the document of a message.
    pub fn put(&self, account: AccountId, at: &Place, wanted: Wanted, document: Document) -> Arc<Document> {
        let document = Arc::new(document);
        let mut kept = self.lock();
        kept.retain(|_, it| it.used.elapsed() < KEPT);
        let fresh = Kept { document: Arc::clone(&document), used: Instant::now() };
        kept.insert((account, at.clone(), wanted), fresh);
        let mut octets: usize = kept.values().map(|it| size(&it.document)).sum();
        while octets > MOST_OCTETS {
            let Some(oldest) = kept.iter().min_by_key(|(_, it)| it.used).map(|(key, _)| key.clone()) else {
                break;
            };
            octets -= kept.remove(&oldest).map_or(octets, |it| size(&it.document));
        }
        document
    }

    /// The document of a message, if it is kept.
    pub fn get(&self, account: AccountId, at: &Place, wanted: Wanted) -> Option<Arc<Document>> {
        let mut kept = self.lock();
        let found = kept.get_mut(&(account, at.clone(), wanted)).filter(|it| it.used.elapsed() < KEPT)?;
        found.used = Instant::now();
        Some(Arc::clone(&found.document))
    }

    /// Forgets what a person read: they have signed out.
    pub fn forget(&self, account: AccountId) {
        self.lock().retain(|(owner, ..), _| *owner != account);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size(document: &Document) -> usize {
    document.safe.html.as_str().len() + document.safe.sheet.css().len()
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::{MailboxName, MessageRef};
    use mailcore::message::sanitize::{Options, sanitize};

    use super::*;

    fn at(number: &str) -> Place {
        MessageRef { mailbox: MailboxName::inbox(), number: number.parse().unwrap() }.into()
    }

    fn document(html: &str) -> Document {
        Document { safe: sanitize(html, &Options::default()), shown: 0 }
    }

    #[test]
    fn a_document_is_kept_for_its_owner_and_in_its_form() {
        let documents = Documents::default();
        let safe = Wanted::default();
        documents.put(AccountId(1), &at("1-2"), safe, document("<p>hello</p>"));
        assert!(documents.get(AccountId(2), &at("1-2"), safe).is_none());
        assert!(documents.get(AccountId(1), &at("1-3"), safe).is_none());
        let inside = Place::inside(at("1-2").message, "2".parse().unwrap());
        assert!(documents.get(AccountId(1), &inside, safe).is_none());
        for other in [Wanted { images: true, ..safe }, Wanted { links: true, ..safe }] {
            assert!(documents.get(AccountId(1), &at("1-2"), other).is_none(), "{other:?}");
        }
        documents.forget(AccountId(2));
        assert!(documents.get(AccountId(1), &at("1-2"), safe).is_some());
        documents.forget(AccountId(1));
        assert!(documents.get(AccountId(1), &at("1-2"), safe).is_none());
    }

    #[test]
    fn documents_are_bounded_and_those_stay_that_are_used() {
        let documents = Documents::default();
        let html = format!("<p>{}</p>", "x".repeat(1_000_000));
        for number in 1..=40 {
            documents.put(AccountId(1), &at(&format!("1-{number}")), Wanted::default(), document(&html));
            assert!(documents.get(AccountId(1), &at("1-1"), Wanted::default()).is_some(), "{number}");
        }
        assert!(documents.lock().len() <= 32);
        assert!(documents.get(AccountId(1), &at("1-2"), Wanted::default()).is_none());
        assert!(documents.get(AccountId(1), &at("1-40"), Wanted::default()).is_some());
    }
}
