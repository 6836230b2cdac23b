//! Pictures from outside, verified, and kept for a while in memory.
//!
//! Each person has pictures of their own here. One shelf for all would ask less of other servers, but
//! how fast a picture comes would tell one reader what another has just looked at.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use mailcore::message::picture;
use tokio::sync::OnceCell;

use super::Error;
use crate::store::AccountId;

/// So long a picture is kept: while a message is read, and read again.
const KEPT: Duration = Duration::from_secs(600);

/// So long it is remembered that there is none.
const MISSED: Duration = Duration::from_secs(60);

/// The most octets that are kept in all.
const MOST_OCTETS: usize = 64_000_000;

/// The most pictures that are kept, those that are missed included.
const MOST_PICTURES: usize = 2_000;

/// A picture of another server that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is, whatever the server called it.
    pub media_type: &'static str,
    /// It, as it came.
    pub octets: Bytes,
}

impl Picture {
    /// Takes octets for a picture if they are one within the limits.
    pub(super) fn read(octets: Bytes) -> Result<Self, Error> {
        let found = picture::look(&octets).map_err(|_| Error::Unfit)?;
        Ok(Self { media_type: found.kind.media_type(), octets })
    }
}

/// Whose it is, and from where.
type Key = (AccountId, String);

/// What was fetched, once it was; `None` when it could not be.
type Fetched = Arc<OnceCell<Option<Picture>>>;

/// Pictures that were fetched, and those that are being fetched.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<HashMap<Key, (Instant, Fetched)>>);

impl Shelf {
    /// The picture from the shelf, or else what `fetch` has. Who asks while it is fetched waits for
    /// the same one; when whoever fetches it leaves, the next of them goes on.
    pub(super) async fn get_or_fetch<F: Future<Output = Result<Picture, Error>>>(
        &self,
        account: AccountId,
        url: &str,
        fetch: impl FnOnce() -> F,
    ) -> Option<Picture> {
        let fetched = self.place(account, url);
        let picture = fetched.get_or_init(|| async { found(fetch().await) }).await.clone();
        tidy(&mut self.lock());
        picture
    }

    fn place(&self, account: AccountId, url: &str) -> Fetched {
        let mut shelf = self.lock();
        tidy(&mut shelf);
        let (_, fetched) =
            shelf.entry((account, url.to_owned())).or_insert_with(|| (Instant::now(), Fetched::default()));
        Arc::clone(fetched)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, (Instant, Fetched)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops what is too old, then the oldest until the rest is within the limits. What is still being
/// fetched belongs to those who wait for it, on the shelf or not.
fn tidy(shelf: &mut HashMap<Key, (Instant, Fetched)>) {
    shelf.retain(|_, (since, fetched)| since.elapsed() < life(fetched));
    let mut octets: usize = shelf.values().map(|(_, it)| octets(it)).sum();
    if octets <= MOST_OCTETS && shelf.len() <= MOST_PICTURES {
        return;
    }
    let mut oldest: Vec<(Instant, Key)> =
        shelf.iter().map(|(key, (since, _))| (*since, key.clone())).collect();
    oldest.sort();
    for (_, key) in oldest {
        if octets <= MOST_OCTETS && shelf.len() <= MOST_PICTURES {
            return;
        }
        // One that was just fetched was not counted yet.
        octets = octets.saturating_sub(shelf.remove(&key).map_or(0, |(_, it)| self::octets(&it)));
    }
}

/// Why there is none is for the log, and there without a word of where it should have come from.
fn found(outcome: Result<Picture, Error>) -> Option<Picture> {
    outcome
        .inspect_err(|error| {
            tracing::debug!(error = error as &dyn std::error::Error, "a picture of another server is missed");
        })
        .ok()
}

fn life(fetched: &Fetched) -> Duration {
    if matches!(fetched.get(), Some(None)) { MISSED } else { KEPT }
}

fn octets(fetched: &Fetched) -> usize {
    fetched.get().and_then(Option::as_ref).map_or(0, |it| it.octets.len())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn picture(size: usize) -> Picture {
        Picture { media_type: "image/png", octets: Bytes::from(vec![0; size]) }
    }

    /// Asks the shelf, counting how often it fetches.
    async fn ask(shelf: &Shelf, count: &AtomicUsize, who: i64, url: &str, size: usize) -> Option<Picture> {
        let fetch = || async {
            count.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            if size == 0 { Err(Error::Unfit) } else { Ok(picture(size)) }
        };
        shelf.get_or_fetch(AccountId(who), url, fetch).await
    }

    #[tokio::test]
    async fn a_picture_is_fetched_once_for_each_person() {
        let (shelf, count) = (Shelf::default(), AtomicUsize::new(0));
        let both = tokio::join!(ask(&shelf, &count, 1, "a", 5), ask(&shelf, &count, 1, "a", 5));
        assert_eq!(both, (Some(picture(5)), Some(picture(5))));
        assert_eq!(ask(&shelf, &count, 1, "a", 5).await, Some(picture(5)));
        assert_eq!(count.load(Ordering::Relaxed), 1, "whoever asks meanwhile or after");
        ask(&shelf, &count, 2, "a", 5).await;
        ask(&shelf, &count, 1, "b", 5).await;
        assert_eq!(count.load(Ordering::Relaxed), 3, "another person, another address");
    }

    #[tokio::test]
    async fn what_cannot_be_had_is_not_asked_for_again_at_once() {
        let (shelf, count) = (Shelf::default(), AtomicUsize::new(0));
        for _ in 0..3 {
            assert_eq!(ask(&shelf, &count, 1, "a", 0).await, None);
        }
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn who_leaves_leaves_the_fetching_to_the_next() {
        let (shelf, count) = (Shelf::default(), AtomicUsize::new(0));
        let left = futures_util::FutureExt::now_or_never(ask(&shelf, &count, 1, "a", 5));
        assert_eq!(left, None, "left while it was fetched");
        assert_eq!(ask(&shelf, &count, 1, "a", 5).await, Some(picture(5)));
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn the_shelf_has_limits() {
        let (shelf, count) = (Shelf::default(), AtomicUsize::new(0));
        for number in 0..7 {
            ask(&shelf, &count, 1, &number.to_string(), 10_000_000).await;
        }
        assert_eq!(shelf.lock().len(), 6);
        assert!(!shelf.lock().contains_key(&(AccountId(1), "0".to_owned())), "the oldest goes");
        for number in 0..=MOST_PICTURES {
            ask(&shelf, &count, 2, &number.to_string(), 0).await;
        }
        assert!(shelf.lock().len() <= MOST_PICTURES);
    }
}
