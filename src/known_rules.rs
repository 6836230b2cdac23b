//! Which rules are in effect for somebody, as it was last seen: pages tell of them at each visit, and the server that
//! has them is asked now and then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mailcore::sieve::absence::Absence;
use mailcore::sieve::redirection::Redirection;
use tokio::sync::OwnedMutexGuard;

use crate::store::AccountId;

/// So long what was seen is believed, in seconds: another program may change a script at any time.
const BELIEVED: i64 = 600;

/// Rules that mail goes through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InEffect {
    /// The one that answers, where it is switched on; its period may be over, or to come.
    pub absence: Option<Absence>,
    /// The one that sends mail on, where it is switched on.
    pub redirection: Option<Redirection>,
}

/// What was seen of everybody; clones share it.
#[derive(Clone, Debug, Default)]
pub struct KnownRules {
    seen: Arc<Mutex<HashMap<AccountId, Seen>>>,
    turns: Arc<Mutex<HashMap<AccountId, Arc<Turn>>>>,
}

/// The right to change somebody's rules.
type Turn = tokio::sync::Mutex<()>;

#[derive(Debug)]
struct Seen {
    rules: Arc<InEffect>,
    /// When somebody last looked or began to, in seconds since 1970-01-01 UTC.
    at: i64,
}

impl KnownRules {
    /// What was seen last; nothing, where nobody has looked yet.
    pub fn of(&self, account: AccountId) -> Arc<InEffect> {
        self.lock().get(&account).map(|it| Arc::clone(&it.rules)).unwrap_or_default()
    }

    /// Keeps what was seen at `now`.
    pub fn keep(&self, account: AccountId, rules: InEffect, now: i64) {
        self.lock().insert(account, Seen { rules: Arc::new(rules), at: now });
    }

    /// Whether somebody should look again at `now`. Whoever hears yes does it; others need not meanwhile.
    pub fn is_due(&self, account: AccountId, now: i64) -> bool {
        let mut all = self.lock();
        let before = all.get(&account);
        if before.is_some_and(|it| now.saturating_sub(it.at) < BELIEVED) {
            return false;
        }
        let rules = before.map(|it| Arc::clone(&it.rules)).unwrap_or_default();
        all.insert(account, Seen { rules, at: now });
        true
    }

    /// Waits for the turn to change somebody's rules, which ends with what is given. The server takes a script whatever
    /// it has in its place by then: of two who change the same rule at once, the second has to see what the first did.
    pub async fn turn(&self, account: AccountId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(account).or_default())
        };
        turn.lock_owned().await
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_looks_again_after_a_while_and_what_was_seen_holds_until_then() {
        let (known, me) = (KnownRules::default(), AccountId(1));
        assert!(known.is_due(me, 1_000) && !known.is_due(me, 1_000));
        let seen = InEffect { redirection: Some(Redirection::default()), absence: None };
        known.keep(me, seen.clone(), 1_001);
        assert!(!known.is_due(me, 1_600) && known.is_due(me, 1_601));
        assert_eq!(*known.of(me), seen);
        assert_eq!(*known.of(AccountId(2)), InEffect::default());
    }
}
