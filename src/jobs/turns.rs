//! How many pieces of work of one kind an account has at a time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::store::AccountId;

/// The turns at one kind of work.
#[derive(Debug)]
pub struct Turns {
    /// So many of an account are taken at a time.
    most: u32,
    taken: Mutex<Option<HashMap<AccountId, u32>>>,
}

/// One of the turns of an account, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    turns: &'static Turns,
    account: AccountId,
}

impl Turns {
    /// So many for each account at a time.
    pub const fn new(most: u32) -> Self {
        Self { most, taken: Mutex::new(None) }
    }

    /// `None` when as many are taken as there may be.
    pub fn take(&'static self, account: AccountId) -> Option<Turn> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.get_or_insert_default().entry(account).or_default();
        (*count < self.most).then(|| {
            *count += 1;
            Turn { turns: self, account }
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut taken = self.turns.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let all = taken.get_or_insert_default();
        if let Some(count) = all.get_mut(&self.account) {
            *count = count.saturating_sub(1);
        }
        all.retain(|_, count| *count > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TURNS: Turns = Turns::new(2);

    #[test]
    fn an_account_has_as_many_as_it_may_and_no_other_waits_for_it() {
        let (ours, theirs) = (AccountId(1), AccountId(2));
        let first = TURNS.take(ours);
        let second = TURNS.take(ours);
        assert!(first.is_some() && second.is_some() && TURNS.take(ours).is_none());
        assert!(TURNS.take(theirs).is_some());
        drop(first);
        assert!(TURNS.take(ours).is_some());
    }
}
