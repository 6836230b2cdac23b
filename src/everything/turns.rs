//! How many downloads of an account are made at a time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::store::AccountId;

/// So many of an account are made at a time: each takes one of its few connections to the mail server.
const MOST_AT_ONCE: u32 = 2;

/// How many of an account are being made.
static OPEN: Mutex<Option<HashMap<AccountId, u32>>> = Mutex::new(None);

/// One of the downloads of an account that there may be, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(AccountId);

impl Turn {
    /// `None` when there are as many as there may be.
    pub(super) fn take(account: AccountId) -> Option<Self> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.get_or_insert_default().entry(account).or_default();
        (*count < MOST_AT_ONCE).then(|| {
            *count += 1;
            Self(account)
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let all = open.get_or_insert_default();
        if let Some(count) = all.get_mut(&self.0) {
            *count = count.saturating_sub(1);
        }
        all.retain(|_, count| *count > 0);
    }
}
