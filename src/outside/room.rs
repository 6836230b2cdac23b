//! How many questions are asked at a time: so many for one person, so many in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::store::AccountId;

/// The places there are.
#[derive(Debug)]
pub(super) struct Room {
    all: Arc<Semaphore>,
    each: Mutex<HashMap<AccountId, Arc<Semaphore>>>,
    for_each: usize,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    _own: Option<OwnedSemaphorePermit>,
    _of_all: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// `for_each` places for each person, `in_all` for all of them.
    pub(super) fn new(for_each: usize, in_all: usize) -> Self {
        Self { all: Arc::new(Semaphore::new(in_all)), each: Mutex::default(), for_each }
    }

    /// Waits for a place. Who has no place of their own left does not wait among all.
    pub(super) async fn enter(&self, account: AccountId) -> Place {
        // Semaphores of ours are never closed, so a permit always comes.
        let own = self.own(account).acquire_owned().await.ok();
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok();
        Place { _own: own, _of_all: of_all }
    }

    /// The places of one person; those of people who have nothing under way are forgotten.
    fn own(&self, account: AccountId) -> Arc<Semaphore> {
        let mut each = self.each.lock().unwrap_or_else(PoisonError::into_inner);
        each.retain(|_, it| Arc::strong_count(it) > 1);
        Arc::clone(each.entry(account).or_insert_with(|| Arc::new(Semaphore::new(self.for_each))))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn nobody_takes_the_places_of_others() {
        let room = Room::new(1, 2);
        let enter = |account| room.enter(AccountId(account)).now_or_never();
        let first = enter(1).unwrap();
        assert!(enter(1).is_none(), "one place each");
        let second = enter(2).unwrap();
        assert!(enter(3).is_none(), "two in all");
        drop(second);
        let third = enter(3);
        assert!(third.is_some());
        drop((first, third));
        assert!(enter(1).is_some());
        assert!(room.each.lock().unwrap().len() <= 1, "who has left is forgotten");
    }
}
