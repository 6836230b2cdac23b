//! The session that the zip is made for, while it is made.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::store::Store;

/// So often is looked whether the session is there, whatever the download waits for.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// The session that the zip is made for.
#[derive(Clone, Debug)]
pub struct Asker {
    /// What it is known by.
    pub session: String,
    /// It ends so long after its last use. To take something of the download is one.
    pub idle: Duration,
    /// The download ends when nothing of it is taken for so long.
    pub patience: Duration,
}

/// Looks after the session. To look is not to use it: only what was taken is a use.
#[derive(Debug)]
pub(super) struct Watch {
    store: Store,
    asker: Asker,
    has_taken: AtomicBool,
}

impl Watch {
    pub(super) fn new(store: Store, asker: Asker) -> Self {
        Self { store, asker, has_taken: AtomicBool::new(false) }
    }

    /// The download ends when nothing of it is taken for so long.
    pub(super) fn patience(&self) -> Duration {
        self.asker.patience
    }

    /// Something of the download was taken.
    pub(super) fn taken(&self) {
        self.has_taken.store(true, Ordering::Relaxed);
    }

    /// Whether the session has ended. A database that is away for a moment ends no download.
    pub(super) async fn has_ended(&self) -> bool {
        let now = jiff::Timestamp::now().as_second();
        let (store, id, idle) = (&self.store, self.asker.session.as_str(), self.asker.idle);
        let is_there = match self.has_taken.swap(false, Ordering::Relaxed) {
            true => store.use_session(id, idle, now).await,
            false => store.is_session_there(id, idle, now).await,
        };
        matches!(is_there, Ok(false))
    }

    /// Waits until the session has ended.
    pub(super) async fn until_it_ends(&self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            if self.has_ended().await {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sessions::tests::begun;
    use crate::store::tests::stores;

    #[tokio::test]
    async fn to_look_is_not_to_use_the_session_and_to_take_something_is() {
        for store in stores("test_everything_session").await {
            let hour = Duration::from_secs(3_600);
            let now = jiff::Timestamp::now().as_second();
            // Its idle end is near.
            let account = store.account_signed_in("a@b.c", 1).await.unwrap();
            let session = begun(&store, account, now - 3_000).await;
            let asker = Asker { session: session.clone(), idle: hour, patience: hour };
            let watch = Watch::new(store.clone(), asker);
            let ends_by = async |at: i64| !store.is_session_there(&session, hour, at).await.unwrap();
            assert!(!watch.has_ended().await && ends_by(now + 700).await);
            watch.taken();
            assert!(!watch.has_ended().await && !ends_by(now + 700).await);
            assert!(store.use_session(&session, hour, now - 4_000).await.unwrap());
            assert!(watch.has_ended().await, "nothing was taken since");
        }
    }
}
